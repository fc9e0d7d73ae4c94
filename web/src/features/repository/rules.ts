import type { components } from '@/api/schema';

export type StackSource = components['schemas']['StackSource'];

/** Why a glob cannot be one, as the key of a message; null when it can. */
export function globProblem(glob: string, exclusion: boolean): string | null {
  const text = exclusion && glob.startsWith('!') ? glob.slice(1) : glob;
  if (text.trim() === '') return 'empty';
  if (/\s/.test(text)) return 'space';
  if (text.startsWith('/')) return 'slash';
  if (/(^|\/)\.\.(\/|$)/.test(text)) return 'up';
  if ((text.match(/\[/g)?.length ?? 0) !== (text.match(/\]/g)?.length ?? 0)) return 'bracket';
  return null;
}

/** Takes what was typed or pasted apart: one entry a line or between commas, none twice. */
export function entries(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[\n,]/)
        .map((part) => part.trim())
        .filter(Boolean),
    ),
  ];
}

/**
 * Whether a glob matches, as the server sees it: `*` within a part of a path, `**` across parts,
 * `?` one character. Shown live beside the branches that exist, so that nobody has to guess.
 */
export function matches(glob: string, value: string): boolean {
  let source = '';
  for (let i = 0; i < glob.length; i++) {
    const char = glob[i] ?? '';
    if (char === '*' && glob[i + 1] === '*') {
      const folder = glob[i + 2] === '/';
      source += folder ? '(?:.*/)?' : '.*';
      i += folder ? 2 : 1;
    } else if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else source += char.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  }
  return new RegExp(`^${source}$`).test(value);
}

/** Problems of the whole form, by field. */
export function sourceProblems(source: StackSource): Partial<Record<keyof StackSource, string>> {
  const out: Partial<Record<keyof StackSource, string>> = {};
  const first = (globs: string[], exclusion: boolean) =>
    globs.map((glob) => globProblem(glob, exclusion)).find((problem) => problem !== null);
  const branches = first(source.branches, false);
  const tags = first(source.tags, false);
  const paths = first(source.paths, true);
  if (branches) out.branches = branches;
  if (tags) out.tags = tags;
  if (paths) out.paths = paths;
  if (source.autoDeploy && source.branches.length === 0 && source.tags.length === 0)
    out.branches = 'none';
  if (source.composePath.startsWith('/')) out.composePath = 'slash';
  else if (/(^|\/)\.\.(\/|$)/.test(source.composePath)) out.composePath = 'up';
  return out;
}
