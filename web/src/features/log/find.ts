import { plain } from './ansi';
import type { LineStore } from './store';

/** What to look for. */
export interface Query {
  text: string;
  regex: boolean;
  matchCase: boolean;
}

/** Above so many lines the server looks, because not all of them are here. */
export const LOCAL_SEARCH_LINES = 50_000;

/** The query as a pattern; null when the text is no regular expression. */
export function pattern(query: Query): RegExp | null {
  const source = query.regex ? query.text : query.text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  try {
    return new RegExp(source, query.matchCase ? 'g' : 'gi');
  } catch {
    return null;
  }
}

/** Where the pattern is found in a text without colour codes: pairs of begin and end. */
export function ranges(text: string, what: RegExp | null): [number, number][] {
  const out: [number, number][] = [];
  if (!what) return out;
  for (const match of text.matchAll(what)) {
    if (match[0].length > 0) out.push([match.index, match.index + match[0].length]);
    if (out.length >= 100) break;
  }
  return out;
}

/** Numbers of the lines held here that match. */
export function findLines(store: LineStore, what: RegExp, from = store.first): number[] {
  const out: number[] = [];
  for (let number = from; number < store.total; number++) {
    const line = store.line(number);
    what.lastIndex = 0;
    if (line && what.test(plain(line.text))) out.push(number);
  }
  return out;
}

/** The hit to go to: after (or before) a line, starting over at the end. -1 when there is none. */
export function step(hits: readonly number[], line: number, forward: boolean): number {
  if (hits.length === 0) return -1;
  if (forward) {
    const at = hits.findIndex((hit) => hit > line);
    return at < 0 ? 0 : at;
  }
  const at = hits.findLastIndex((hit) => hit < line);
  return at < 0 ? hits.length - 1 : at;
}
