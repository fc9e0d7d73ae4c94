// Starts and ends the demo's git server, a process of its own that outlives the command that started it.
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { FOLDER, HERE, refuse } from './place.mjs';

const PROGRAM = join(HERE, 'git-server.mjs');

/** Returns a port that nobody listens on: `wanted` if it is free. */
export async function freePort(wanted = 0) {
  const server = createServer();
  const port = await new Promise((done) => {
    server.once('error', () => done(null));
    server.listen(wanted, () => done(server.address().port));
  });
  if (port === null) return freePort();
  await new Promise((done) => server.close(done));
  return port;
}

/** Sees to it that the git server runs; returns the state with its process id. */
export async function ensureGitServer(state) {
  if (await isOurs(state.gitPid)) return state;
  if (await listens(state.gitPort)) {
    refuse(`Port ${state.gitPort} of the demo's git server is taken. Run ./run --demo-clean, then ./run --demo.`);
  }
  const child = spawn(process.execPath, [PROGRAM, FOLDER, String(state.gitPort)], { detached: true, stdio: 'ignore' });
  child.unref();
  for (let tries = 0; !(await listens(state.gitPort)); tries++) {
    if (tries > 100) refuse(`The demo's git server did not start: node ${PROGRAM}`);
    await pause(50);
  }
  return { ...state, gitPid: child.pid };
}

export async function endGitServer(state) {
  if (await isOurs(state.gitPid)) process.kill(state.gitPid);
}

/** A process id alone may be another process by now. */
async function isOurs(pid) {
  if (!pid) return false;
  try {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8');
    return command.includes(PROGRAM) && command.includes(FOLDER);
  } catch {
    return false;
  }
}

function listens(port) {
  return new Promise((done) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('connect', () => (socket.destroy(), done(true)));
    socket.once('error', () => done(false));
  });
}
