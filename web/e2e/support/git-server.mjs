// Real git over HTTP: bare repositories behind `git http-backend`, bridged from Node's HTTP server by CGI (RFC 3875).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { sh } from './product.mjs';

export class GitServer {
  /** Serves the bare repositories under `folder`; with `login` only to those who send it. */
  static async start(folder, login) {
    const server = new GitServer();
    server.folder = folder;
    server.http = createServer((request, response) => server.#answer(request, response, login));
    server.http.listen(0, '127.0.0.1');
    await once(server.http, 'listening');
    server.url = `http://127.0.0.1:${server.http.address().port}`;
    return server;
  }

  /** Makes a bare repository and a clone of it to work in; returns the clone. */
  async repository(name) {
    const bare = join(this.folder, `${name}.git`);
    await sh('git', ['init', '-q', '--bare', '-b', 'main', bare]);
    const work = join(this.folder, `${name}-work`);
    await sh('git', ['clone', '-q', bare, work], { stdio: 'ignore' });
    await sh('git', ['-C', work, 'config', 'user.name', 'Maya Okafor']);
    await sh('git', ['-C', work, 'config', 'user.email', 'maya@example.org']);
    return new WorkingCopy(work, `${this.url}/${name}.git`, bare);
  }

  async stop() {
    this.http.closeAllConnections();
    this.http.close();
    await once(this.http, 'close');
  }

  #answer(request, response, login) {
    const expected =
      login && `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`;
    if (expected && request.headers.authorization !== expected) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
      return;
    }
    const url = new URL(request.url, 'http://localhost');
    const backend = spawn('git', ['http-backend'], {
      env: {
        PATH: process.env.PATH,
        GIT_PROJECT_ROOT: this.folder,
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: url.pathname,
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
        HTTP_GIT_PROTOCOL: request.headers['git-protocol'] ?? '',
        REMOTE_ADDR: '127.0.0.1',
      },
    });
    request.pipe(backend.stdin);
    backend.stdin.on('error', () => request.unpipe());
    let head = Buffer.alloc(0);
    const readHead = (chunk) => {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      backend.stdout.off('data', readHead);
      let status = 200;
      for (const line of head.subarray(0, end).toString().split('\r\n')) {
        const [name, value] = line.split(/:\s*/, 2);
        if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10);
        else response.setHeader(name, value);
      }
      response.writeHead(status);
      response.write(head.subarray(end + 4));
      backend.stdout.pipe(response);
    };
    backend.stdout.on('data', readHead);
  }
}

/** A clone in which a developer works. */
export class WorkingCopy {
  constructor(folder, url, bare) {
    this.folder = folder;
    this.url = url;
    this.bare = bare;
  }

  /** Writes files (path → text), commits and returns the commit's id. */
  async commit(message, files) {
    for (const [path, text] of Object.entries(files)) {
      const file = join(this.folder, path);
      await mkdir(join(file, '..'), { recursive: true });
      await writeFile(file, text);
    }
    await sh('git', ['-C', this.folder, 'add', '-A']);
    await sh('git', ['-C', this.folder, 'commit', '-q', '--allow-empty', '-m', message]);
    return (await sh('git', ['-C', this.folder, 'rev-parse', 'HEAD'])).trim();
  }

  async push() {
    await sh('git', ['-C', this.folder, 'push', '-q', 'origin', 'HEAD:main']);
  }
}
