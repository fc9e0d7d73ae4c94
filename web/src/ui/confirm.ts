import { shallowRef } from 'vue';

export interface Question {
  title: string;
  text: string;
  /** What the button says: verb, object, target. */
  action: string;
  /** What the other button says; "Cancel" when that cannot be misread. */
  stop?: string;
  danger?: boolean;
  /** Must be typed first: only for what cannot be brought back. */
  typed?: string;
}

export interface OpenQuestion extends Question {
  answer: (yes: boolean) => void;
}

/** The question on the page, if any. */
export const question = shallowRef<OpenQuestion>();

/** Asks; resolves to whether the user agreed. */
export function confirm(asked: Question): Promise<boolean> {
  question.value?.answer(false);
  return new Promise((resolve) => {
    question.value = {
      ...asked,
      answer(yes) {
        question.value = undefined;
        resolve(yes);
      },
    };
  });
}
