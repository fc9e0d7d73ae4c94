import type { RawLine } from './line';

/** Where lines come from: the log of a step, or what containers say. */
export interface LogFeed {
  /** Changes when another log is shown. */
  readonly key: string;
  /** Whether lines can be fetched by number, and none is ever lost. */
  readonly history: boolean;
  /** Starts to bring lines; the answer ends that. */
  open(sink: FeedSink): () => void;
  /** Lines from a number on, at most so many. */
  fetch?(from: number, count: number): Promise<FetchedLines>;
  /** Numbers of lines that match, found by the server. */
  search?(query: { text: string; regex: boolean; matchCase: boolean }): Promise<FoundLines>;
  /** Address of the whole log as text, with or without colours. */
  download?(plain: boolean): string;
}

export interface FetchedLines {
  from: number;
  total: number;
  bytes: number;
  ended: boolean;
  lines: RawLine[];
}

export interface FoundLines {
  lines: number[];
  truncated: boolean;
}

/** What a feed tells the panel. */
export interface FeedSink {
  /** Lines by number; `from` begins a page of the store. */
  put(part: FetchedLines): void;
  /** Lines that were just written, the first of which has the number `from` if it is known. */
  append(lines: RawLine[], from?: number): void;
  /** Nothing more will come. */
  ended(): void;
  failed(reason: unknown): void;
}
