import createClient from 'openapi-fetch';
import type { paths } from './schema';
import { ApiProblem, problemOf } from './problem';

export { ApiProblem } from './problem';

let lostSession = (): void => {};

/** Says what happens when the server no longer knows who is asking. */
export function onSessionLost(then: () => void): void {
  lostSession = then;
}

export const api = createClient<paths>({ baseUrl: globalThis.location?.origin ?? '' });

api.use({
  async onResponse({ response, schemaPath }) {
    if (response.ok) return;
    const problem = await problemOf(response);
    if (problem.status === 401 && schemaPath !== '/api/v1/login') lostSession();
    throw problem;
  },
  onError({ error }) {
    if (error instanceof DOMException && error.name === 'AbortError') return error;
    return new ApiProblem({ status: 0, code: 'unreachable' });
  },
});

/** The data of an answer; a refused or failed request is thrown as an {@link ApiProblem}. */
export async function call<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}
