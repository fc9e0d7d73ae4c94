/** What the modifier of shortcuts is called on this keyboard. */
export const modifierName = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '')
  ? '⌘'
  : 'Ctrl';
