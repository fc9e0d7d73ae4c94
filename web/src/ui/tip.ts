import type { Directive } from 'vue';

/*
 * One tip for the whole page. It repeats what the control's name says already, so it is for the eye only; it can be
 * hovered, stays until the pointer or focus leaves, and Escape takes it away (WCAG 1.4.13).
 */
const texts = new WeakMap<HTMLElement, string>();
const delay = 450;
let tip: HTMLElement | undefined;
let owner: HTMLElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

function element(): HTMLElement {
  if (tip) return tip;
  tip = document.createElement('div');
  tip.className =
    'pointer-events-auto fixed top-0 left-0 z-100 max-w-72 rounded-s bg-ink px-2 py-1 text-12 font-medium text-bg shadow-2';
  tip.setAttribute('aria-hidden', 'true');
  tip.hidden = true;
  tip.addEventListener('pointerenter', () => clearTimeout(timer));
  tip.addEventListener('pointerleave', hide);
  document.body.append(tip);
  return tip;
}

function show(target: HTMLElement): void {
  const text = texts.get(target);
  if (!text || !target.isConnected) return;
  owner = target;
  const box = element();
  box.textContent = text;
  box.hidden = false;
  const at = target.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const left = Math.min(Math.max(8, at.left + at.width / 2 - width / 2), innerWidth - width - 8);
  const below = at.bottom + 6 + height < innerHeight;
  const top = below ? at.bottom + 6 : at.top - height - 6;
  box.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}

function hide(): void {
  clearTimeout(timer);
  owner = undefined;
  if (tip) tip.hidden = true;
}

function enter(event: Event): void {
  const target = event.currentTarget as HTMLElement;
  if (event instanceof PointerEvent && event.pointerType !== 'mouse') return;
  if (event.type === 'focus' && !target.matches(':focus-visible')) return;
  clearTimeout(timer);
  timer = setTimeout(() => show(target), event.type === 'focus' ? 0 : delay);
}

function leave(): void {
  clearTimeout(timer);
  timer = setTimeout(hide, 80);
}

globalThis.document?.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && owner) hide();
});

/** `v-tip="text"`: shows the text when the pointer rests on the element or the keyboard reaches it. */
export const vTip: Directive<HTMLElement, string | undefined> = {
  mounted(target, { value }) {
    if (value) texts.set(target, value);
    target.addEventListener('pointerenter', enter);
    target.addEventListener('focus', enter);
    target.addEventListener('pointerleave', leave);
    target.addEventListener('blur', leave);
    target.addEventListener('click', hide);
  },
  updated(target, { value }) {
    if (value) texts.set(target, value);
    else texts.delete(target);
  },
  unmounted(target) {
    if (owner === target) hide();
    clearTimeout(timer);
  },
};
