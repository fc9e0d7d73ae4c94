import type { Failure } from '@/api/types';
import { plain } from '@/features/log/ansi';
import { levelOf } from '@/features/log/levels';
import { Level } from '@/features/log/line';

type ProofLine = Failure['proof'][number];

/** How loud a line of the proof is. */
export function loudness(line: ProofLine): Level {
  return levelOf(plain(line.text));
}

/** The line that says most: the first error, else the last line. */
export function worstLine(failure: Failure): ProofLine | undefined {
  return failure.proof.find((line) => loudness(line) === Level.Error) ?? failure.proof.at(-1);
}
