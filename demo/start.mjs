// Makes the demo on the server at $SLIPWAY_URL: repository, hook, stack, first deployment. What exists already is kept.
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Api } from './api.mjs';
import { makeRepository } from './app-copy.mjs';
import { ensureGitServer, freePort } from './git-process.mjs';
import { BARE, DATA, FOLDER, WORK, readState, refuse, writeState } from './place.mjs';

const STACK = 'demo';
const url = (process.env.SLIPWAY_URL ?? 'http://localhost:5001').replace(/\/+$/, '');
await mkdir(FOLDER, { recursive: true, mode: 0o700 });
let state = { ...(await readState()), url };

async function keep(more) {
  state = { ...state, ...more };
  await writeState(state);
}

await keep({ gitPort: state.gitPort ?? (await freePort()), appPort: state.appPort ?? (await freePort(8080)) });
await keep({
  appUrl: `http://localhost:${state.appPort}`,
  cloneUrl: `http://127.0.0.1:${state.gitPort}/demo.git`,
});
if (!existsSync(BARE) || !state.repositoryMade) {
  await rm(BARE, { recursive: true, force: true });
  await rm(WORK, { recursive: true, force: true });
  await makeRepository(state.appPort);
  await keep({ repositoryMade: true });
}
await keep(await ensureGitServer(state));
const api = await connect();
await connectStack();
await keep({ stack: STACK });
await firstDeployment();
tell();

/** The saved token if it still works, else a new one by name and password. */
async function connect() {
  const known = new Api(url, state.token?.value);
  if (state.token && (await fetch(`${url}/api/v1/stacks`, { headers: { authorization: `Bearer ${state.token.value}` } })).ok) {
    return known;
  }
  const { name, password } = await credentials();
  await keep({ token: await Api.logIn(url, name, password) });
  return new Api(url, state.token.value);
}

async function credentials() {
  const name = process.env.SLIPWAY_ADMIN_USER;
  const password = process.env.SLIPWAY_ADMIN_PASSWORD;
  if (name && password) return { name, password };
  if (!process.stdin.isTTY) {
    refuse('This server has users already: give name and password of one in SLIPWAY_ADMIN_USER and SLIPWAY_ADMIN_PASSWORD.');
  }
  console.log('This server has users already; the demo needs one of them to connect its repository.');
  const asked = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return { name: await asked.question('Name: '), password: await asked.question('Password (shown while you type): ') };
  } finally {
    asked.close();
  }
}

async function connectStack() {
  const repositories = await api.ask('GET', '/api/v1/repositories');
  let repository = repositories.find(({ url: address }) => address === state.cloneUrl);
  repository ??= await api.ask('POST', '/api/v1/repositories', {
    name: 'demo/demo',
    url: state.cloneUrl,
    provider: 'GITEA',
    credential: { kind: 'NONE' },
  });
  const address = await api.ask('GET', `/api/v1/repositories/${repository.id}/webhook`);
  // Other machines may know the server by another name than this one does.
  const webhook = { url: url + new URL(address.url).pathname, secret: address.secret };
  await keep({ repositoryId: repository.id, webhook });
  if ((await api.ask('GET', `/api/v1/stacks/${STACK}`)) === null) {
    await api.ask('POST', '/api/v1/stacks', { name: STACK });
  } else if (!state.stack && (await api.ask('GET', `/api/v1/stacks/${STACK}/source`))?.repositoryId !== repository.id) {
    refuse(`There is a stack “${STACK}” already that is not the demo's. Rename or delete it, then run ./run --demo again.`);
  }
  await api.ask('PUT', `/api/v1/stacks/${STACK}/source`, {
    repositoryId: repository.id,
    branch: 'main',
    composePath: 'compose.yaml',
    branches: ['main'],
    tags: [],
    paths: [],
    skipMarks: ['[skip ci]'],
    autoDeploy: true,
  });
  const deploy = await api.ask('GET', `/api/v1/stacks/${STACK}/deploy`);
  await api.ask('PUT', `/api/v1/stacks/${STACK}/deploy`, { ...deploy, strategy: 'blue-green', stableSeconds: 3, drainSeconds: 10 });
}

async function firstDeployment() {
  const list = await api.ask('GET', `/api/v1/stacks/${STACK}/deployments?limit=50`);
  if (list.items.some(({ state: ended }) => ended === 'SUCCEEDED')) return;
  const { number } = await api.ask('POST', `/api/v1/stacks/${STACK}/deployments`, {});
  const path = `/api/v1/stacks/${STACK}/deployments/${number}`;
  let shown = '';
  for (let tries = 0; tries < 1200; tries++) {
    const { deployment } = await api.ask('GET', path);
    if (deployment.state !== shown) console.log(`  ${(shown = deployment.state).toLowerCase()}`);
    if (deployment.state === 'SUCCEEDED') return;
    if (['FAILED', 'CANCELLED', 'SUPERSEDED', 'ROLLED_BACK', 'ROLLBACK_FAILED'].includes(deployment.state)) {
      refuse(`The first deployment did not succeed: ${deployment.failure?.message ?? deployment.state}. See ${url}/stacks/${STACK}/deployments/${number}`);
    }
    await pause(250);
  }
  refuse(`The first deployment takes very long: see ${url}/stacks/${STACK}/deployments/${number}`);
}

function tell() {
  const where = process.env.SLIPWAY_DATA ? `SLIPWAY_DATA=${DATA} ` : '';
  console.log(`
The demo is live.
  The app     ${state.appUrl}
  Its story   ${url}/stacks/${STACK}
  Change it   ${where}./demo/push "Hello, green"
  Break it    ${where}./demo/push --broken
  Remove it   ./run --demo-clean`);
  if (process.env.SLIPWAY_DEMO_LOGIN) {
    console.log(`  Log in as   ${process.env.SLIPWAY_ADMIN_USER}, password ${process.env.SLIPWAY_ADMIN_PASSWORD}`);
  }
}
