/** What a step is called in the words of the server, and by which key it is known. */
export interface NamedStep {
  key: string;
  title: string;
}

interface Language {
  t: (key: string, values: Record<string, unknown>) => string;
  te: (key: string) => boolean;
}

/** `swap-2` is the second `swap`. */
function split(key: string): { stem: string; n?: number } {
  const numbered = /^(.+)-(\d+)$/.exec(key);
  return numbered ? { stem: numbered[1]!, n: Number(numbered[2]) } : { stem: key };
}

/**
 * The name of a step in the language of the page. A step that it has no word for keeps the server's.
 *
 * @param steps all of the deployment: they say how many there are of a step that is done in batches
 */
export function stepName(
  step: NamedStep,
  steps: readonly NamedStep[],
  { t, te }: Language,
): string {
  const { stem, n } = split(step.key);
  const word = `deployment.step.${stem}`;
  if (!te(word)) return step.title;
  const all = Math.max(
    ...steps
      .map((other) => split(other.key))
      .map((other) => (other.stem === stem ? (other.n ?? 0) : 0)),
  );
  return t(word, { n, all });
}
