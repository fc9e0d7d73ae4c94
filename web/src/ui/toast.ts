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

/** Kept when the toaster is on the page: what is said before, it does not hear. */
let there = (): void => {};
const listening = new Promise<void>((kept) => (there = kept));
export const toasterThere = there;

async function toaster() {
  toasterWanted.value = true;
  await listening;
  return (await import('vue-sonner')).toast;
}

export interface ToastOptions {
  text?: string | undefined;
  action?: ToastAction;
  /** Until it is closed. */
  stays?: boolean;
}

function extras(options: ToastOptions) {
  return {
    ...(options.stays ? { duration: Infinity } : {}),
    description: options.text,
    action: options.action && { label: options.action.label, onClick: options.action.run },
  };
}

/** Short messages at the edge of the page that leave by themselves. */
export const notify = {
  async done(title: string, options: ToastOptions = {}) {
    (await toaster()).success(title, extras(options));
  },
  async note(title: string, options: ToastOptions = {}) {
    (await toaster()).info(title, extras(options));
  },
  async failed(title: string, options: ToastOptions = {}) {
    (await toaster()).error(title, { duration: 12_000, ...extras(options) });
  },
  async problem(problem: ApiProblem) {
    (await toaster()).error(sentence(problem, i18n.global.t), {
      description: problem.hint,
      duration: 12_000,
    });
  },
};
