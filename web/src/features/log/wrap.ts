// Wide characters take two columns of a monospaced font: CJK, Hangul, full-width forms, emoji.
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]/gu;
// Marks that stand on the character before them.
const zero = /[\u0300-\u036f\u200b-\u200f\ufe00-\ufe0f]/gu;

/** Columns that a text without colour codes takes, tabs counted as eight at most. */
export function widthOf(plain: string): number {
  let width = plain.length;
  let ascii = true;
  for (let i = 0; i < plain.length && ascii; i++) {
    const code = plain.charCodeAt(i);
    if (code > 0x7e) ascii = false;
    if (code === 9) width += 7;
  }
  if (ascii) return width;
  width = plain.includes('\t') ? plain.replaceAll('\t', '        ').length : plain.length;
  // Characters beyond the basic plane have length 2 already, which is their width when they are wide.
  for (const [match] of plain.matchAll(wide)) if (match.length === 1) width += 1;
  return width - (plain.match(zero)?.length ?? 0);
}

/** Screen rows that a line of that width takes when a row has so many columns. */
export function rowsOf(width: number, columns: number): number {
  return columns <= 0 ? 1 : Math.max(1, Math.ceil(width / columns));
}
