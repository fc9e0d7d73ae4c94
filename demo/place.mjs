// Where the demo keeps what it makes, and how it runs git there.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const HERE = import.meta.dirname;
export const DATA = resolve(process.env.SLIPWAY_DATA || join(HERE, '..', 'data'));
export const FOLDER = join(DATA, 'demo');
export const BARE = join(FOLDER, 'demo.git');
export const WORK = join(FOLDER, 'work');
const STATE = join(FOLDER, 'state.json');

/** What the demo has made so far: addresses, ids, the token it uses; null when there is no demo. */
export async function readState() {
  try {
    return JSON.parse(await readFile(STATE, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

export async function writeState(state) {
  await writeFile(STATE, JSON.stringify(state, null, 2), { mode: 0o600 });
}

/** Runs git apart from the user's own settings: no signing, no hooks of theirs. */
export async function git(...args) {
  return (await gitBoth(...args)).stdout.trim();
}

/** The same, with what git wrote to both streams. */
export function gitBoth(...args) {
  return run('git', args, {
    env: { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
  });
}

/** Ends the program with a sentence. */
export function refuse(sentence) {
  console.error(sentence);
  process.exit(1);
}
