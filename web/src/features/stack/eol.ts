/**
 * The line separator that keeps a file byte for byte: `\r\n` only where every line ends so. In a file
 * of mixed ends the `\r` stays in the text as a character.
 */
export function separatorOf(text: string): '\n' | '\r\n' {
  const feeds = text.split('\n').length - 1;
  const pairs = text.split('\r\n').length - 1;
  return feeds > 0 && feeds === pairs && !/\r(?!\n)/.test(text) ? '\r\n' : '\n';
}
