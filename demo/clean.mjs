// Removes all that the demo has made: stack, containers, images, connection, git server, folder.
import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Api } from './api.mjs';
import { endGitServer } from './git-process.mjs';
import { FOLDER, readState } from './place.mjs';

const state = await readState();
if (!state) {
  console.log('There is no demo to remove.');
} else {
  const url = (process.env.SLIPWAY_URL ?? state.url).replace(/\/+$/, '');
  if (state.token) await disconnect(new Api(url, state.token.value));
  if (state.stack) removeFromEngine(state.stack);
  await endGitServer(state);
  await rm(FOLDER, { recursive: true, force: true });
  console.log('The demo is removed.');
}

async function disconnect(api) {
  if (state.stack) {
    await cancelDeployments(api);
    await api.ask('DELETE', `/api/v1/stacks/${state.stack}/source`);
    await api.ask('DELETE', `/api/v1/stacks/${state.stack}?files=true&volumes=true`);
    for (let tries = 0; (await api.ask('GET', `/api/v1/stacks/${state.stack}`)) !== null; tries++) {
      if (tries > 240) throw new Error(`The stack ${state.stack} is still there: see ${api.url}/stacks/${state.stack}`);
      await pause(250);
    }
  }
  if (state.repositoryId) await api.ask('DELETE', `/api/v1/repositories/${state.repositoryId}`);
  await api.ask('DELETE', `/api/v1/account/tokens/${state.token.id}`);
}

async function cancelDeployments(api) {
  const list = await api.ask('GET', `/api/v1/stacks/${state.stack}/deployments?limit=50`);
  const ended = ['SUCCEEDED', 'FAILED', 'CANCELLED', 'SUPERSEDED', 'ROLLED_BACK', 'ROLLBACK_FAILED'];
  for (const deployment of list?.items ?? []) {
    if (ended.includes(deployment.state)) continue;
    // Past the point of no return it ends by itself; the stack's deletion waits for it or says so.
    await api.ask('DELETE', `/api/v1/stacks/${state.stack}/deployments/${deployment.number}`).catch(() => null);
  }
}

/** Only what carries the demo stack's label. */
function removeFromEngine(stack) {
  const label = `label=slipway.stack=${stack}`;
  remove(['ps', '-aq', '--filter', label], ['rm', '--force', '--volumes']);
  remove(['image', 'ls', '-q', '--filter', label], ['image', 'rm', '--force']);
  remove(['network', 'ls', '-q', '--filter', label], ['network', 'rm']);
}

function remove(list, command) {
  const ids = [...new Set(execFileSync('docker', list, { encoding: 'utf8' }).split('\n').filter(Boolean))];
  if (ids.length > 0) execFileSync('docker', [...command, ...ids], { stdio: 'ignore' });
}
