export type Strength = 'short' | 'weak' | 'fair' | 'strong';

export const shortestPassword = 12;

/**
 * How hard a password is to guess, roughly: its length counts, but signs that repeat, or follow each other as on a
 * keyboard or in the alphabet, count little.
 */
export function strengthOf(password: string): Strength {
  if (password.length < shortestPassword) return 'short';
  const signs = [...password.toLowerCase()];
  const fresh = signs.filter((sign, index) => {
    const step = index === 0 ? 2 : sign.codePointAt(0)! - signs[index - 1]!.codePointAt(0)!;
    return Math.abs(step) > 1;
  }).length;
  const worth = Math.min(fresh, new Set(signs).size * 1.5);
  if (worth < 8) return 'weak';
  return worth < 14 ? 'fair' : 'strong';
}
