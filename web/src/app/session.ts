import { reactive } from 'vue';
import { api, call } from '@/api/client';
import { cache } from '@/api/cache';
import type { SessionState, User } from '@/api/types';

export type Permission = 'VIEW' | 'OPERATE' | 'ADMINISTER';

const granted: Record<User['role'], readonly Permission[]> = {
  VIEWER: ['VIEW'],
  OPERATOR: ['VIEW', 'OPERATE'],
  ADMIN: ['VIEW', 'OPERATE', 'ADMINISTER'],
};

/** Who is logged in; `state` is undefined until the server has been asked. */
export const session = reactive({
  state: undefined as SessionState['state'] | undefined,
  version: '',
  user: undefined as User | undefined,
});

/** Whether the user may do such things. The server decides; this only says what to offer. */
export function can(permission: Permission): boolean {
  return session.user !== undefined && granted[session.user.role].includes(permission);
}

function accept(answer: SessionState): void {
  session.state = answer.state;
  session.version = answer.version;
  session.user = answer.user;
}

let asking: Promise<void> | undefined;

/** Asks once who is logged in; later calls wait for the same answer. */
export function whoAmI(): Promise<void> {
  asking ??= call(api.GET('/api/v1/session')).then(accept, (error: unknown) => {
    asking = undefined;
    throw error;
  });
  return asking;
}

export async function logIn(name: string, password: string): Promise<void> {
  accept(await call(api.POST('/api/v1/login', { body: { name, password } })));
}

export async function setUp(code: string, name: string, password: string): Promise<void> {
  accept(await call(api.POST('/api/v1/setup', { body: { code, name, password } })));
}

export async function logOut(): Promise<void> {
  await call(api.POST('/api/v1/logout'));
  forgetSession();
}

/** The server no longer knows this session: nothing of it stays on the page. */
export function forgetSession(): void {
  session.state = 'LOGIN';
  session.user = undefined;
  cache.clear();
}
