import { beforeEach, describe, expect, it } from 'vitest';
import { Live, type LiveMessage } from './live';

/** A socket that a test holds both ends of. */
class Wire {
  readonly sent: Record<string, string>[] = [];
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  closed = false;

  send(text: string) {
    this.sent.push(JSON.parse(text) as Record<string, string>);
  }
  close() {
    this.closed = true;
  }
  says(message: LiveMessage) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

describe('the live socket', () => {
  let wires: Wire[];
  let retries: (() => void)[];
  let states: string[];
  let live: Live;
  const wire = () => wires.at(-1)!;

  beforeEach(() => {
    wires = [];
    retries = [];
    states = [];
    live = new Live({
      url: () => 'ws://test',
      socket: () => {
        wires.push(new Wire());
        return wire() as unknown as WebSocket;
      },
      changed: (state) => states.push(state),
      later: (work) => {
        retries.push(work);
        return () => retries.splice(retries.indexOf(work), 1);
      },
    });
  });

  it('opens with the first subscription and closes with the last', () => {
    const end = live.subscribe('stacks', () => {});
    wire().onopen?.();
    expect(wire().sent).toEqual([{ subscribe: 'stacks' }]);
    end();
    expect(wire().sent.at(-1)).toEqual({ unsubscribe: 'stacks' });
    expect(wire().closed).toBe(true);
    expect(states).toEqual(['connecting', 'open', 'closed']);
  });

  it('goes on behind the last cursor after a break, and says that nothing was missed', () => {
    const heard: LiveMessage[] = [];
    live.subscribe('log:web/1/build', (message) => heard.push(message), '10');
    wire().onopen?.();
    expect(wire().sent).toEqual([{ subscribe: 'log:web/1/build', cursor: '10' }]);
    wire().says({ topic: 'log:web/1/build', type: 'lines', cursor: '12', data: [] });
    wire().onclose?.();
    expect(live.state).toBe('lost');
    retries.shift()?.();
    wire().onopen?.();
    expect(wire().sent).toEqual([{ subscribe: 'log:web/1/build', cursor: '12' }]);
    wire().says({ topic: 'log:web/1/build', type: 'subscribed', cursor: '12' });
    expect(heard.at(-1)).toMatchObject({ type: 'subscribed', resumed: true });
  });

  it('tells a first subscription apart, for the list may be older than it', () => {
    const heard: LiveMessage[] = [];
    live.subscribe('stacks', (message) => heard.push(message));
    wire().onopen?.();
    wire().says({ topic: 'stacks', type: 'subscribed', cursor: '3' });
    expect(heard).toEqual([{ topic: 'stacks', type: 'subscribed', cursor: '3', resumed: false }]);
  });

  it('hands a message to all who listen to the topic and to nobody else', () => {
    const heard: string[] = [];
    live.subscribe('stacks', () => heard.push('one'));
    live.subscribe('stacks', () => heard.push('other'));
    live.subscribe('system', () => heard.push('system'));
    wire().onopen?.();
    wire().says({ topic: 'stacks', type: 'stack.changed', cursor: '1' });
    expect(heard).toEqual(['one', 'other']);
    expect(wires).toHaveLength(1);
  });

  it('tries again at once when asked to', () => {
    live.subscribe('stacks', () => {});
    wire().onclose?.();
    expect(wires).toHaveLength(1);
    live.wake();
    expect(wires).toHaveLength(2);
    expect(retries).toHaveLength(0);
  });
});
