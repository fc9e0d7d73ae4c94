import type { Diagnostic, Problem } from './types';

/** What the server (or the way to it) has against a request: what happened, why, and what to do. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  readonly field: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly diagnostics: Diagnostic[];

  constructor(problem: Partial<Problem>) {
    super(problem.detail ?? problem.title ?? problem.code ?? 'Problem');
    this.name = 'ApiProblem';
    this.status = problem.status ?? 0;
    this.code = problem.code ?? 'unknown';
    this.title = problem.title ?? '';
    this.detail = problem.detail;
    this.hint = problem.hint;
    this.field = problem.field;
    this.requestId = problem.requestId;
    this.retryAfterSeconds = problem.retryAfterSeconds;
    this.diagnostics = problem.diagnostics ?? [];
  }

  /** The server was not reached at all, or something between answered for it. */
  get unreachable(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 504;
  }
}

/** Reads the problem from an answer; also from one that is not problem JSON (a proxy's error page). */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const about = { status: response.status, title: response.statusText };
  try {
    return new ApiProblem({ ...about, ...((await response.json()) as Partial<Problem>) });
  } catch {
    return new ApiProblem({ ...about, code: 'unreadable-answer' });
  }
}

export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return new ApiProblem({
    code: 'page-error',
    detail: error instanceof Error ? error.message : String(error),
  });
}
