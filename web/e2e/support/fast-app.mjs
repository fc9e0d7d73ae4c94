// A sample app that answers hundreds of requests a second from a small share of a core, which busybox, with its process
// a request, does not: the machine's HAProxy in an image from scratch, answering the version. No network is needed.
import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { addBusybox, appFiles } from './app.mjs';
import { sh } from './product.mjs';

const SERVER = '/usr/sbin/haproxy';

const DOCKERFILE = (command) => `FROM scratch
COPY busybox haproxy /bin/
COPY lib /lib
COPY lib/ld-* /lib64/
COPY app.cfg /
ENV LD_LIBRARY_PATH=/lib
CMD ${JSON.stringify(command)}
`;

const CONFIG = (version) => `defaults
  mode http
  timeout client 30s
  timeout http-keep-alive 10s
frontend app
  bind :8080
  http-request return status 200 content-type text/plain string "${version}\\n"
`;

/** Puts the server, the libraries that it needs, and busybox for the health check into a working copy. */
export async function addServer(copy) {
  await addBusybox(copy);
  await copyFile(SERVER, join(copy.folder, 'haproxy'));
  await mkdir(join(copy.folder, 'lib'));
  for (const [path] of (await sh('ldd', [SERVER])).matchAll(/\/\S+(?= \()/g)) {
    await copyFile(path, join(copy.folder, 'lib', basename(path)));
  }
}

const SERVE = ['/bin/haproxy', '-db', '-f', '/app.cfg'];

/** The files of one version of the app, published on `port`; options as of `appFiles`. */
export function fastAppFiles(version, port, { command = SERVE, ...options } = {}) {
  const { 'compose.yaml': compose } = appFiles(version, port, options);
  return { Dockerfile: DOCKERFILE(command), 'app.cfg': CONFIG(version), 'compose.yaml': compose };
}
