import { onScopeDispose, ref, type Ref } from 'vue';

/** Copies text; `copied` is true for a moment after. Works without HTTPS too, as in many home networks. */
export function useCopy(): { copied: Ref<boolean>; copy: (text: string) => Promise<void> } {
  const copied = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function copy(text: string): Promise<void> {
    if (navigator.clipboard) await navigator.clipboard.writeText(text);
    else copyBySelection(text);
    copied.value = true;
    clearTimeout(timer);
    timer = setTimeout(() => (copied.value = false), 1600);
  }

  onScopeDispose(() => clearTimeout(timer));
  return { copied, copy };
}

// navigator.clipboard is there only on secure origins; the old way is the only one on plain HTTP.
function copyBySelection(text: string): void {
  const area = document.createElement('textarea');
  const focused = document.activeElement as HTMLElement | null;
  area.value = text;
  area.className = 'visually-hidden';
  (focused?.closest('[role=dialog]') ?? document.body).append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
  focused?.focus();
}
