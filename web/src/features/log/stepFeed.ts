import { api, call } from '@/api/client';
import type { LogLines } from '@/api/types';
import { live } from '@/api/useLive';
import type { FeedSink, FetchedLines, LogFeed } from './feed';
import { LOCAL_SEARCH_LINES } from './find';
import { PAGE_LINES } from './page';

/** Most lines that the server gives at once. */
const MOST = 10_000;

/** The log of one step of a deployment: its lines have numbers, and can be fetched and searched. */
export function stepFeed(stack: string, number: number, step: string): LogFeed {
  const path = { stack, number, step };
  const base = `/api/v1/stacks/${stack}/deployments/${number}/steps/${step}/log`;

  async function fetch(from: number, count: number): Promise<FetchedLines> {
    const query = { from, lines: count };
    const part = await call(
      api.GET('/api/v1/stacks/{stack}/deployments/{number}/steps/{step}/log', {
        params: { path, query },
      }),
    );
    return raw(part);
  }

  return {
    key: `${stack}/${number}/${step}`,
    history: true,
    fetch,
    search: (query) =>
      call(
        api.GET('/api/v1/stacks/{stack}/deployments/{number}/steps/{step}/log/search', {
          params: { path, query: { q: query.text, regex: query.regex, case: query.matchCase } },
        }),
      ),
    download: (plain) => `${base}/raw?plain=${plain}`,
    open(sink) {
      let closed = false;
      let leave = () => {};

      /** Fetches all of a short log, the last page of a long one, then listens to what comes. */
      async function begin() {
        let part = await fetch(0, MOST);
        while (!closed) {
          sink.put(part);
          const next = part.from + part.lines.length;
          if (next >= part.total) break;
          const long = part.total > LOCAL_SEARCH_LINES;
          // A page is begun where pages begin, so that lines can be added to the last one.
          const from = long ? Math.floor((part.total - 1) / PAGE_LINES) * PAGE_LINES : next;
          part = await fetch(from, MOST);
        }
        if (!closed && !part.ended) listen(part.from + part.lines.length);
      }

      function listen(from: number) {
        const topic = `log:${stack}/${number}/${step}`;
        leave = live.subscribe(
          topic,
          (message) => {
            if (message.type === 'lines') take(message.data as LogLines, sink);
            else if (message.type === 'reset') restart();
            else if (message.type === 'refused') sink.ended();
          },
          String(from),
        );
      }

      function restart() {
        leave();
        begin().catch(sink.failed);
      }

      begin().catch((cause: unknown) => {
        if (!closed) sink.failed(cause);
      });
      return () => {
        closed = true;
        leave();
      };
    },
  };
}

function take(part: LogLines, sink: FeedSink): void {
  if (part.lines.length > 0) sink.append(raw(part).lines, part.from);
  if (part.ended) sink.ended();
}

function raw(part: LogLines): FetchedLines {
  return {
    ...part,
    lines: part.lines.map(({ at, text, group }) => ({
      at,
      text,
      ...(group ? { label: group } : {}),
    })),
  };
}
