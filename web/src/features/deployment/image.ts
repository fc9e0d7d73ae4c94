/** What tells two images apart for a reader: the tag, or the first digits of the id. */
export function shortImage(reference: string): string {
  const id = /sha256:([0-9a-f]{7,})/.exec(reference);
  const name = reference.replace(/@?sha256:[0-9a-f]+$/, '');
  if (id && !name) return id[1]?.slice(0, 12) ?? reference;
  const last = name.slice(name.lastIndexOf('/') + 1);
  return id && !last.includes(':') ? `${last}@${id[1]?.slice(0, 7)}` : last;
}
