import { shallowRef } from 'vue';
import type { Router } from 'vue-router';

/** Whether a page is on its way: its code and its words are fetched when it is first asked for. */
export const loading = shallowRef(false);

/** Notes when a page is asked for, and when it is there or will not come. */
export function watchPageLoads(router: Router): void {
  const ended = () => {
    loading.value = false;
  };
  router.beforeEach(() => {
    loading.value = true;
  });
  router.afterEach(ended);
  router.onError(ended);
}
