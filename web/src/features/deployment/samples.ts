import type { CheckSample } from '@/api/types';

/** What a sample that counts at the router found in both versions. */
export type Compared = NonNullable<CheckSample['compared']>;

/** A sample with what it found. */
export type ComparedSample = CheckSample & { compared: Compared };

/** The samples that compare two versions. */
export function comparedOf(samples: CheckSample[]): ComparedSample[] {
  return samples.filter((sample): sample is ComparedSample => sample.compared !== undefined);
}

/** Percent of the requests that the new version really got; undefined while there were none. */
export function gotten({ newerRequests, olderRequests }: Compared): number | undefined {
  const all = newerRequests + olderRequests;
  return all === 0 ? undefined : (100 * newerRequests) / all;
}

/** A figure as it is said: "0.12 %", "211 ms". */
export function figure(
  value: number,
  unit: Compared['unit'],
  number: (value: number) => string,
): string {
  return unit === 'PERCENT'
    ? `${number(Math.round(value * 100) / 100)} %`
    : `${number(Math.round(value))} ms`;
}

/** Values of samples one after the other as the path of a line; where one is missing it has a gap. */
export function path(
  values: (number | undefined)[],
  { width, height, most }: { width: number; height: number; most: number },
): string {
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  let drawn = false;
  return values
    .map((value, i) => {
      if (value === undefined) {
        drawn = false;
        return '';
      }
      const y = height - (most === 0 ? 0 : (Math.min(value, most) / most) * height);
      const to = `${round(i * step)} ${round(y)}`;
      const piece = drawn ? `L${to}` : `M${to}${values[i + 1] === undefined ? 'h.01' : ''}`;
      drawn = true;
      return piece;
    })
    .join('');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
