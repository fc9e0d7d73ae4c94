// An open-loop checker: requests leave on a fixed schedule whether or not the ones before were answered, so that a
// pause of the server shows as waiting and failing requests, not as fewer of them.
import { Agent, get } from 'node:http';

export class OpenLoop {
  /** Sends `perSecond` GETs a second to `url` until `stop()`. */
  constructor(url, perSecond) {
    this.sent = 0;
    this.failures = [];
    this.answers = new Map();
    this.slowest = 0;
    this.waiting = new Set();
    // As clients should, it is the first to close a quiet connection: a request that is sent while the server closes it
    // is lost on any server, without a deployment too. One under way has a limit of its own.
    const agent = new Agent({ keepAlive: true, maxSockets: Infinity, timeout: 5000 });
    this.agent = agent;
    const begin = performance.now();
    this.timer = setInterval(() => {
      const due = Math.floor(((performance.now() - begin) / 1000) * perSecond);
      while (this.sent < due) this.#send(url, agent);
    }, 2);
  }

  #send(url, agent) {
    const number = ++this.sent;
    const begin = performance.now();
    const done = new Promise((resolve) => {
      const request = get(url, { agent, timeout: 40_000 }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => (text += chunk));
        response.on('end', () => {
          if (response.statusCode !== 200)
            this.failures.push(`#${number} status ${response.statusCode}`);
          const key = text.trim();
          this.answers.set(key, (this.answers.get(key) ?? 0) + 1);
          resolve();
        });
        response.on('error', (error) => this.#fail(number, error, resolve));
      });
      request.on('timeout', () => request.destroy(new Error('no answer within 40 s')));
      request.on('error', (error) => this.#fail(number, error, resolve));
    }).finally(() => {
      this.slowest = Math.max(this.slowest, performance.now() - begin);
      this.waiting.delete(done);
    });
    this.waiting.add(done);
  }

  #fail(number, error, resolve) {
    this.failures.push(`#${number} ${error.code ?? ''} ${error.message}`);
    resolve();
  }

  /** Stops sending, waits for what is under way and returns the figures. */
  async stop() {
    clearInterval(this.timer);
    await Promise.all(this.waiting);
    this.agent.destroy();
    return {
      sent: this.sent,
      lost: this.failures.length,
      failures: this.failures.slice(0, 10),
      slowestMs: this.slowest,
    };
  }
}
