// The real product for tests and benches: the distribution in $DIST, started as a child on a free port with its own
// data and stacks folders. `stop()` ends it and removes all that it made, on the engine too.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

export const ROOT = resolve(import.meta.dirname, '../../..');
export const ADMIN = { name: 'maya', password: 'correct horse battery' };
const run = promisify(execFile);

/** Runs a program to its end and returns what it wrote; throws with its error output when it fails. */
export async function sh(program, args, options = {}) {
  const { stdout } = await run(program, args, { maxBuffer: 64 << 20, ...options });
  return stdout;
}

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Asks `question` until it answers something true, or fails naming `what` after `limit` milliseconds. */
export async function until(what, question, limit = 60_000, every = 50) {
  const end = Date.now() + limit;
  let last;
  for (;;) {
    try {
      const answer = await question();
      if (answer) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`not within ${limit} ms: ${what} (last: ${last})`);
    await pause(every);
  }
}

/** The command line of the server as ./run makes it. */
export function javaCommand() {
  const dist = process.env.DIST ?? join(ROOT, 'dist');
  const script = `. scripts/jdk.sh; . scripts/launch.sh; java_command "$1" "\${JDK:-$(find_jdk 25)}"
    [ ! -f "$1/slipway.aot" ] || JAVA_COMMAND+=("-XX:AOTCache=$1/slipway.aot" -Xlog:aot=off -Xlog:cds=off)
    printf '%s\\0' "\${JAVA_COMMAND[@]}"`;
  const out = execFileSync('bash', ['-c', script, 'bash', dist], { cwd: ROOT, encoding: 'utf8' });
  return out.split('\0').slice(0, -1);
}

export class Product {
  /** @param {{ admin?: boolean, args?: string[], stacksPrefix?: string }} options */
  static async start(options = {}) {
    const product = new Product();
    product.folder = await mkdtemp(join(tmpdir(), 'slipway-'));
    product.data = join(product.folder, 'data');
    product.stacks = join(product.folder, 'stacks');
    await mkdir(product.stacks);
    product.port = await freePort();
    product.url = `http://127.0.0.1:${product.port}`;
    product.admin = options.admin ?? true;
    product.args = options.args ?? [];
    product.command = javaCommand();
    await product.launch();
    if (product.admin) await product.logIn();
    return product;
  }

  /** Starts the process on the same folders (again, after a kill). */
  async launch() {
    this.output = '';
    const begin = performance.now();
    const [java, ...flags] = this.command;
    const environment = { ...process.env, MALLOC_ARENA_MAX: '2' };
    if (this.admin) {
      environment.SLIPWAY_ADMIN_USER = ADMIN.name;
      environment.SLIPWAY_ADMIN_PASSWORD = ADMIN.password;
    }
    this.child = spawn(
      java,
      // prettier-ignore
      [...flags, 'io.slipway.Slipway', 'serve', '--port', `${this.port}`, '--data', this.data,
        '--stacks', this.stacks, ...this.args],
      { env: environment, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    this.child.stdout.on('data', (chunk) => (this.output += chunk));
    this.child.stderr.on('data', (chunk) => (this.output += chunk));
    await until(
      'the server answers',
      async () => {
        if (this.child.exitCode !== null) throw new Error(`it ended:\n${this.output}`);
        return (await fetch(`${this.url}/healthz`)).ok;
      },
      30_000,
      5,
    );
    this.readyMs = performance.now() - begin;
  }

  async logIn() {
    const login = await fetch(`${this.url}/api/v1/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.url },
      body: JSON.stringify(ADMIN),
    });
    if (!login.ok) throw new Error(`login: ${login.status} ${await login.text()}`);
    this.cookie = login.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
  }

  /** Calls the API and returns the parsed answer; throws the problem when it is one. */
  async api(method, path, body) {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', origin: this.url, cookie: this.cookie ?? '' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  }

  /** Waits for a deployment to end and returns it. */
  ended(stack, number, limit = 120_000) {
    return until(
      `${stack} #${number} ends`,
      async () => {
        const details = await this.api('GET', `/api/v1/stacks/${stack}/deployments/${number}`);
        return TERMINAL.has(details.deployment.state) && details;
      },
      limit,
      100,
    );
  }

  /** Kills the controller as a crash would. */
  async kill() {
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }

  /** Ends the controller as Ctrl-C would and returns how many milliseconds that took. */
  async terminate() {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return 0;
    const begin = performance.now();
    const gone = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await gone;
    return performance.now() - begin;
  }

  /** Ends everything: controller, router, containers, folders. */
  async stop() {
    await this.terminate();
    await this.endRouter();
    await removeProjects(await this.projects());
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The router outlives the controller by design, so a test has to end it. */
  async endRouter() {
    const pid = await readFile(join(this.data, 'router', 'haproxy.pid'), 'utf8').catch(() => '');
    for (const id of pid.split(/\s+/).filter(Boolean)) {
      try {
        process.kill(Number(id), 'SIGTERM');
      } catch {
        continue; // already gone
      }
    }
  }

  /** The compose projects whose files lie in this product's folders, and all its stacks: one may have nothing but images. */
  async projects() {
    const lines = await sh('docker', [
      'ps', '-a', '--format',
      '{{.Label "com.docker.compose.project"}}\t{{.Label "com.docker.compose.project.working_dir"}}',
    ]); // prettier-ignore
    const names = lines
      .split('\n')
      .map((line) => line.split('\t'))
      .filter(([, folder]) => folder?.startsWith(this.folder))
      .map(([name]) => name);
    return [...new Set([...names, ...(await readdir(this.stacks))])];
  }
}

export const TERMINAL = new Set([
  'SUCCEEDED',
  'ROLLED_BACK',
  'ROLLBACK_FAILED',
  'FAILED',
  'CANCELLED',
  'SUPERSEDED',
]);

/** Removes containers, networks, volumes and images of compose projects and of the stacks of that name. */
export async function removeProjects(names) {
  for (const name of names) {
    for (const label of [`com.docker.compose.project=${name}`, `slipway.stack=${name}`]) {
      await remove(['ps', '-aq', '--filter', `label=${label}`], ['rm', '-fv']);
      await remove(['network', 'ls', '-q', '--filter', `label=${label}`], ['network', 'rm']);
      await remove(['volume', 'ls', '-q', '--filter', `label=${label}`], ['volume', 'rm', '-f']);
      await remove(['images', '-q', '--filter', `label=${label}`], ['rmi', '-f']);
    }
  }
}

async function remove(list, command) {
  const ids = [...new Set((await sh('docker', list)).split('\n').filter(Boolean))];
  if (ids.length) await sh('docker', [...command, ...ids]);
}
