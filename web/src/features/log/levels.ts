import { Level } from './line';

// The same words go to the server's search when a log is too long to be held here, so both patterns
// keep to what JavaScript and Java read alike.
export const ERROR_WORDS = String.raw`\b(ERROR|FATAL|SEVERE|PANIC|CRITICAL|Traceback)\b|\bERR!|\b[A-Za-z.]*(Exception|Error):|^ *(error|fatal|panic)[: ]|"level":"(error|fatal)"|level=(error|fatal)`;
export const WARNING_WORDS = String.raw`\b(WARN|WARNING)\b|^ *(warn|warning)[: ]|"level":"warn(ing)?"|level=warn`;

const errors = new RegExp(ERROR_WORDS);
const warnings = new RegExp(WARNING_WORDS);

/** The loudness of a line without colour codes, judged by the words that loggers use. */
export function levelOf(plain: string): Level {
  if (errors.test(plain)) return Level.Error;
  if (warnings.test(plain)) return Level.Warning;
  return Level.None;
}
