/** One message of the live socket; `subscribed` and `reset` come from the socket itself. */
export interface LiveMessage {
  topic: string;
  /** What `data` is; `subscribed` with `resumed` true when nothing was missed; `reset`: fetch the list again. */
  type: string;
  cursor?: string;
  data?: unknown;
  resumed?: boolean;
}

export type LiveListener = (message: LiveMessage) => void;
export type LiveState = 'connecting' | 'open' | 'lost' | 'closed';

interface Subscription {
  cursor: string | undefined;
  listeners: Set<LiveListener>;
}

export interface LiveOptions {
  url: () => string;
  socket?: (url: string) => WebSocket;
  /** Called with each change of the state, and with the time since when it is so. */
  changed?: (state: LiveState) => void;
  later?: (work: () => void, milliseconds: number) => () => void;
}

const firstDelay = 500;
const longestDelay = 15_000;

/**
 * The one WebSocket of a tab. It opens with the first subscription and closes with the last; when it breaks it opens
 * again (with growing delays, at once when the network comes back) and every topic goes on behind the last cursor seen.
 */
export class Live {
  private readonly topics = new Map<string, Subscription>();
  private socket: WebSocket | undefined;
  private attempts = 0;
  private cancelRetry: (() => void) | undefined;
  private current: LiveState = 'closed';

  constructor(private readonly options: LiveOptions) {}

  get state(): LiveState {
    return this.current;
  }

  /** Listens to a topic, from behind `cursor` when given; the result ends it. */
  subscribe(topic: string, listener: LiveListener, cursor?: string): () => void {
    const known = this.topics.get(topic);
    if (known) {
      known.listeners.add(listener);
    } else {
      this.topics.set(topic, { cursor, listeners: new Set([listener]) });
      if (this.current === 'open') this.send({ subscribe: topic, cursor });
      else if (!this.socket && !this.cancelRetry) this.open();
    }
    return () => this.unsubscribe(topic, listener);
  }

  /** Tries again now instead of when the delay is over. */
  wake(): void {
    if (!this.cancelRetry) return;
    this.cancelRetry();
    this.cancelRetry = undefined;
    this.open();
  }

  private unsubscribe(topic: string, listener: LiveListener): void {
    const subscription = this.topics.get(topic);
    if (!subscription?.listeners.delete(listener) || subscription.listeners.size > 0) return;
    this.topics.delete(topic);
    if (this.current === 'open') this.send({ unsubscribe: topic });
    if (this.topics.size === 0) this.close();
  }

  private open(): void {
    this.become(this.attempts > 0 ? 'lost' : 'connecting');
    const socket = (this.options.socket ?? ((url) => new WebSocket(url)))(this.options.url());
    this.socket = socket;
    socket.onopen = () => {
      this.attempts = 0;
      this.become('open');
      this.topics.forEach(({ cursor }, topic) => this.send({ subscribe: topic, cursor }));
    };
    socket.onmessage = (event) => this.receive(JSON.parse(String(event.data)) as LiveMessage);
    socket.onclose = () => {
      if (this.socket !== socket) return;
      this.socket = undefined;
      this.retry();
    };
  }

  private retry(): void {
    this.become('lost');
    const delay = Math.min(firstDelay * 2 ** this.attempts++, longestDelay);
    const later =
      this.options.later ??
      ((work, milliseconds) => {
        const timer = setTimeout(work, milliseconds);
        return () => clearTimeout(timer);
      });
    // Spread over half the delay, so that all tabs do not come back in the same moment.
    this.cancelRetry = later(
      () => {
        this.cancelRetry = undefined;
        this.open();
      },
      delay / 2 + (Math.random() * delay) / 2,
    );
  }

  private close(): void {
    this.cancelRetry?.();
    this.cancelRetry = undefined;
    const socket = this.socket;
    this.socket = undefined;
    this.attempts = 0;
    socket?.close();
    this.become('closed');
  }

  private receive(message: LiveMessage): void {
    const subscription = this.topics.get(message.topic);
    if (!subscription) return;
    const told =
      message.type === 'subscribed'
        ? { ...message, resumed: subscription.cursor !== undefined }
        : message;
    if (message.cursor !== undefined) subscription.cursor = message.cursor;
    if (message.type === 'refused') this.topics.delete(message.topic);
    [...subscription.listeners].forEach((listener) => listener(told));
  }

  private send(message: Record<string, string | undefined>): void {
    this.socket?.send(JSON.stringify(message));
  }

  private become(state: LiveState): void {
    if (this.current === state) return;
    this.current = state;
    this.options.changed?.(state);
  }
}
