import { createApp } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Failure, User } from '@/api/types';
import { session } from '@/app/session';
import { i18n, loadMessages } from '@/i18n';
import FailureCard from './FailureCard.vue';

const failure: Failure = {
  title: 'The new version did not become healthy',
  sentence: 'It was asked 12 times.',
  usersAffected: false,
  proof: [],
};

/** What the card offers, in its order: where each leads, or "button". */
function offers(fromRepository: boolean): Record<string, string> {
  const blank = { template: '' };
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/stacks/:stack/files', name: 'stack-files', component: blank }],
  });
  const place = document.createElement('div');
  const app = createApp(FailureCard, { stack: 'shop', failure, fromRepository, retrying: false });
  app.use(i18n).use(router).mount(place);
  const found = [...place.querySelectorAll('a, button')].map((one) => [
    one.textContent!.trim(),
    one.getAttribute('href') ?? 'button',
  ]);
  app.unmount();
  return Object.fromEntries(found) as Record<string, string>;
}

describe('the card of a failure', () => {
  beforeAll(async () => {
    session.user = { name: 'maya', role: 'OPERATOR' } as User;
    await loadMessages(['core', 'deployment', 'log']);
  });

  it('offers to edit the files of a stack that has its own', () => {
    expect(offers(false)).toEqual({ 'Edit files': '/stacks/shop/files', 'Deploy again': 'button' });
  });

  it('does not where a repository feeds the stack: the next push would undo it', () => {
    expect(offers(true)).toEqual({ 'Deploy again': 'button' });
  });
});
