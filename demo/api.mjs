// Slipway's API as the demo uses it.
import { refuse } from './place.mjs';

export class Api {
  constructor(url, token) {
    this.url = url;
    this.token = token;
  }

  /** Logs in once and makes a token, which lasts until the demo is removed. */
  static async logIn(url, name, password) {
    const login = await fetch(`${url}/api/v1/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ name, password }),
    });
    if (!login.ok) refuse(`Slipway does not let ${name} in: ${(await login.json()).detail}`);
    const cookie = login.headers.getSetCookie().map((line) => line.split(';', 1)[0]).join('; ');
    const made = await fetch(`${url}/api/v1/account/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, cookie },
      body: JSON.stringify({ name: 'demo', role: 'OPERATOR' }),
    });
    if (!made.ok) refuse(`The demo gets no token: ${(await made.json()).detail}`);
    await fetch(`${url}/api/v1/logout`, { method: 'POST', headers: { origin: url, cookie } });
    const { value, token } = await made.json();
    return { value, id: token.id };
  }

  /** Asks and returns the answer; null for what is not there. Throws a sentence for other errors. */
  async ask(method, path, body) {
    const answer = await fetch(this.url + path, {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (answer.status === 404) return null;
    const text = await answer.text();
    if (answer.ok) return text ? JSON.parse(text) : true;
    const problem = text.startsWith('{') ? JSON.parse(text) : {};
    throw new Error(`${method} ${path}: ${problem.detail ?? answer.status} ${problem.hint ?? ''}`.trim());
  }
}
