/** One line of a log as the panel shows it. */
export interface Line {
  /** Its number in the whole log, from 0. */
  number: number;
  /** Milliseconds since 1970; 0 when unknown. */
  at: number;
  /** Text with ANSI colours, progress already folded to its last state. */
  text: string;
  /** The BuildKit vertex or command of a step log, or the service of a container log. */
  label: string;
  level: Level;
}

/** How loud a line is; `Level.None` for everything that is neither a warning nor an error. */
export enum Level {
  None = 0,
  Warning = 1,
  Error = 2,
}

/** A line as a feed brings it, before it has a number. */
export interface RawLine {
  at: number;
  text: string;
  label?: string;
  /** Written to standard error. */
  error?: boolean;
}
