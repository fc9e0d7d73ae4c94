import { ApiProblem } from '@/api/client';
import { problemOf } from '@/api/problem';
import type { ContainerLogLine } from '@/api/types';
import { live } from '@/api/useLive';
import type { LogFeed } from './feed';
import type { RawLine } from './line';

/** What the containers of a stack say, merged; without numbers of its own, and with no way back. */
export function containerFeed(stack: string, service?: string): LogFeed {
  const only = service ? `&service=${encodeURIComponent(service)}` : '';
  return {
    key: `${stack}/${service ?? ''}`,
    history: false,
    download: () => `/api/v1/stacks/${stack}/logs?tail=10000${only}`,
    open(sink) {
      let closed = false;
      let leave = () => {};
      const known = new Known();
      const take = (lines: ContainerLogLine[]) => {
        const fresh = lines.filter(
          (line) => (!service || line.service === service) && known.isNew(line),
        );
        if (fresh.length > 0) sink.append(fresh.map(raw));
      };

      async function begin() {
        const lines = await tail(`/api/v1/stacks/${stack}/logs?tail=500${only}`);
        if (closed) return;
        sink.put({ from: 0, total: 0, bytes: 0, ended: false, lines: [] });
        take(lines.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)));
        leave = live.subscribe(`logs:${stack}`, (message) => {
          if (message.type === 'refused') sink.failed(new ApiProblem(message.data as object));
          else if (message.data) take(linesOf(message.data));
        });
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

/** Tells lines that came by the request from those that the socket brings a second time. */
class Known {
  private readonly last = new Map<string, { at: number; texts: Set<string> }>();

  isNew(line: ContainerLogLine): boolean {
    const at = Date.parse(line.at);
    const last = this.last.get(line.container);
    if (last && (at < last.at || (at === last.at && last.texts.has(line.at + line.text))))
      return false;
    if (last && at === last.at) last.texts.add(line.at + line.text);
    else this.last.set(line.container, { at, texts: new Set([line.at + line.text]) });
    return true;
  }
}

function raw(line: ContainerLogLine): RawLine {
  return { at: Date.parse(line.at), text: line.text, label: line.service, error: line.error };
}

function linesOf(data: unknown): ContainerLogLine[] {
  if (Array.isArray(data)) return data as ContainerLogLine[];
  const { lines } = data as { lines?: ContainerLogLine[] };
  return lines ?? [data as ContainerLogLine];
}

async function tail(url: string): Promise<ContainerLogLine[]> {
  const answer = await fetch(url);
  if (!answer.ok) throw await problemOf(answer);
  const text = await answer.text();
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as ContainerLogLine);
}
