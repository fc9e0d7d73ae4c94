// Serves the demo's repository for reading, by `git http-backend` behind Node's HTTP server (CGI, RFC 3875).
// Usage: node git-server.mjs <folder> <port>; 127.0.0.1 only.
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';

const [folder, port] = process.argv.slice(2);

createServer(answer).listen(Number(port), '127.0.0.1');

function answer(request, response) {
  const url = new URL(request.url, 'http://localhost');
  if (!url.pathname.startsWith('/demo.git/')) {
    response.writeHead(404).end();
    return;
  }
  const backend = spawn('git', ['http-backend'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      HTTP_GIT_PROTOCOL: request.headers['git-protocol'] ?? '',
      REMOTE_ADDR: '127.0.0.1',
    },
  });
  backend.on('error', () => response.writeHead(500).end());
  backend.stdin.on('error', () => request.unpipe());
  request.pipe(backend.stdin);
  response.on('close', () => backend.kill());
  let head = Buffer.alloc(0);
  backend.stdout.on('data', function read(chunk) {
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    backend.stdout.off('data', read);
    let status = 200;
    for (const line of head.subarray(0, end).toString('latin1').split('\r\n')) {
      const colon = line.indexOf(':');
      const name = line.slice(0, colon);
      const value = line.slice(colon + 1).trim();
      if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10);
      else response.setHeader(name, value);
    }
    response.writeHead(status);
    response.write(head.subarray(end + 4));
    backend.stdout.pipe(response);
  });
}
