import { computed, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** A filter or an order that is kept in the query of the address: it can be linked, and survives going back. */
export function useInAddress(name: string, otherwise = ''): WritableComputedRef<string> {
  const route = useRoute();
  const router = useRouter();
  return computed({
    get: () => (typeof route.query[name] === 'string' ? (route.query[name] as string) : otherwise),
    set(value: string) {
      const query = { ...route.query };
      if (value === otherwise) delete query[name];
      else query[name] = value;
      void router.replace({ query });
    },
  });
}
