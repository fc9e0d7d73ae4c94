// The demo's working copy: made from demo/app, changed by a push.
import { execFileSync } from 'node:child_process';
import { chmod, copyFile, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BARE, HERE, WORK, git, gitBoth } from './place.mjs';

const PALETTE = {
  blue: '#2456b8', green: '#1b7a43', red: '#b3261e', purple: '#6a3fb5', orange: '#a64b00',
  teal: '#0b6e75', pink: '#a8326e', grey: '#4a5560', black: '#1c1f24', brown: '#6d4428',
};

/** Makes the bare repository with its hook, and a working copy with the app's first version. */
export async function makeRepository(port) {
  await git('init', '-q', '--bare', '-b', 'main', BARE);
  const hook = join(BARE, 'hooks', 'post-receive');
  await writeFile(hook, `#!/bin/sh\nSLIPWAY_DATA='${quoted(process.env.SLIPWAY_DATA ?? '')}' exec '${quoted(process.execPath)}' '${quoted(join(HERE, 'post-receive.mjs'))}'\n`);
  await chmod(hook, 0o755);
  await cp(join(HERE, 'app'), WORK, { recursive: true });
  await mkdir(WORK, { recursive: true });
  const busybox = execFileSync('sh', ['-c', 'command -v busybox'], { encoding: 'utf8' }).trim();
  await copyFile(busybox, join(WORK, 'busybox'));
  await chmod(join(WORK, 'busybox'), 0o755);
  const compose = join(WORK, 'compose.yaml');
  await writeFile(compose, (await readFile(compose, 'utf8')).replace('"8080:8080"', `"${port}:8080"`));
  await git('init', '-q', '-b', 'main', WORK);
  await git('-C', WORK, 'config', 'user.name', 'Demo');
  await git('-C', WORK, 'config', 'user.email', 'demo@localhost');
  await git('-C', WORK, 'remote', 'add', 'origin', BARE);
  await commitAndPush('Say hello in blue');
}

/** Changes app.conf, commits and pushes; returns the commit's id. */
export async function change({ message, broken }) {
  const file = join(WORK, 'app.conf');
  const before = Object.fromEntries((await readFile(file, 'utf8')).trim().split('\n').map((line) => line.split(/=(.*)/s)));
  const wanted = {
    message: message ?? before.message,
    colour: colourOf(message ?? '', before.colour, Boolean(message)),
    broken: broken ? 'yes' : 'no',
  };
  const text = Object.entries(wanted).map(([name, value]) => `${name}=${value}\n`).join('');
  await writeFile(file, text);
  return commitAndPush(broken ? 'Read the prices from a table that nobody has made' : `Say “${wanted.message}”`);
}

/** The colour that a message names; with another message and none in it, the next one. */
function colourOf(message, present, next) {
  const named = message.toLowerCase().split(/[^a-z]+/).find((word) => Object.hasOwn(PALETTE, word));
  if (named) return PALETTE[named];
  const all = Object.values(PALETTE);
  return next ? all[(all.indexOf(present) + 1) % all.length] : present;
}

async function commitAndPush(title) {
  await git('-C', WORK, 'add', '-A');
  await git('-C', WORK, 'commit', '-q', '--allow-empty', '-m', title);
  const said = await push();
  if (said) console.log(said);
  return git('-C', WORK, 'rev-parse', '--short', 'HEAD');
}

/** Pushes and returns what the hook said. */
async function push() {
  const { stderr } = await gitBoth('-C', WORK, 'push', '-q', 'origin', 'main');
  const lines = stderr.split('\n').filter((line) => line.startsWith('remote: '));
  return lines.map((line) => line.slice('remote: '.length).trim()).join('\n');
}

function quoted(text) {
  return text.replaceAll("'", `'\\''`);
}
