import { ref } from 'vue';
import { i18n } from '@/i18n';
import type { ApiProblem } from '@/api/problem';
import { sentence } from './problemText';

export interface ToastAction {
  label: string;
  run: () => void;
}

/** Set with the first toast: only then is the toaster loaded and put on the page. */
export const toasterWanted = ref(false);

async function toaster() {
  toasterWanted.value = true;
  return (await import('vue-sonner')).toast;
}

function extras(options: { text?: string; action?: ToastAction }) {
  return {
    description: options.text,
    action: options.action && { label: options.action.label, onClick: options.action.run },
  };
}

/** Short messages at the edge of the page that leave by themselves. */
export const notify = {
  async done(title: string, options: { text?: string; action?: ToastAction } = {}) {
    (await toaster()).success(title, extras(options));
  },
  async note(title: string, options: { text?: string; action?: ToastAction } = {}) {
    (await toaster()).info(title, extras(options));
  },
  async failed(title: string, options: { text?: string; action?: ToastAction } = {}) {
    (await toaster()).error(title, { duration: 12_000, ...extras(options) });
  },
  async problem(problem: ApiProblem) {
    (await toaster()).error(sentence(problem, i18n.global.t), {
      description: problem.hint,
      duration: 12_000,
    });
  },
};
