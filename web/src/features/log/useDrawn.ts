import { computed, type ComputedRef, type Ref } from 'vue';
import { mark, plain, spans, type Span } from './ansi';
import { ranges } from './find';
import type { Line } from './line';
import type { LineRange } from './links';
import { ROW_HEIGHT, type Layout } from './layout';
import type { Rows } from './rows';
import type { LineStore } from './store';
import { clock, elapsed, type TimeMode } from './times';

/** A row as it is drawn. */
export interface DrawnRow {
  key: string;
  height: number;
  number: number;
  line?: Line;
  group?: { label: string; count: number; closed: boolean; milliseconds: number };
  spans: (Span & { hit?: boolean })[];
  time: string;
  selected: boolean;
  current: boolean;
}

interface Sight {
  store: Ref<LineStore>;
  rows: Ref<Rows>;
  shape: Ref<number>;
  layout: ComputedRef<Layout>;
  visible: ComputedRef<{ from: number; to: number }>;
  what: ComputedRef<RegExp | null>;
  hit: () => number | undefined;
  selection: Ref<LineRange | null>;
  times: Ref<TimeMode>;
}

/** The few rows that can be seen; only their colour codes are ever read. */
export function useDrawn(sight: Sight) {
  let read = new Map<string, Span[]>();

  function coloured(text: string): Span[] {
    let out = read.get(text);
    if (!out) {
      out = spans(text);
      if (read.size > 500) read = new Map();
      read.set(text, out);
    }
    return out;
  }

  return computed<DrawnRow[]>(() => {
    void sight.shape.value;
    const store = sight.store.value;
    const start = store.at(store.first);
    const { from, to } = sight.visible.value;
    const layout = sight.layout.value;
    const range = sight.selection.value;
    const out: DrawnRow[] = [];
    for (let at = from; at < to; at++) {
      const row = sight.rows.value.at(at);
      if (!row) continue;
      const line = store.line(row.line);
      const text = line && !row.group ? line.text : '';
      const marks = sight.what.value && text ? ranges(plain(text), sight.what.value) : [];
      out.push({
        key: `${row.group ? 'g' : ''}${row.line}`,
        height: layout.top(at + 1) - layout.top(at) || ROW_HEIGHT,
        number: row.line + 1,
        line,
        group: row.group,
        spans: marks.length > 0 ? mark(coloured(text), marks) : coloured(text),
        time: time(line?.at ?? 0, start),
        selected:
          !row.group && range !== null && row.line + 1 >= range.from && row.line + 1 <= range.to,
        current: !row.group && sight.hit() === row.line,
      });
    }
    return out;
  });

  function time(at: number, start: number): string {
    if (sight.times.value === 'off') return '';
    return sight.times.value === 'clock' ? clock(at) : elapsed(at, start);
  }
}
