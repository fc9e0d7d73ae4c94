// The sample app of tests and benches: busybox httpd in an image from scratch, so that no network is needed.
import { createHmac, randomUUID } from 'node:crypto';
import { copyFile, chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { sh } from './product.mjs';

const DOCKERFILE = `FROM scratch
COPY busybox /bin/busybox
COPY index.html version /www/
WORKDIR /www
CMD ["/bin/busybox", "httpd", "-f", "-p", "8080", "-h", "/www"]
`;

/** The files of one version of the app, published on `port`. */
export function appFiles(version, port, { command, healthPath = '/', interval = '1s' } = {}) {
  return {
    Dockerfile: command
      ? DOCKERFILE.replace(/CMD .*/, `CMD ${JSON.stringify(command)}`)
      : DOCKERFILE,
    'index.html': `<!doctype html><title>App</title><h1>${version}</h1>\n`,
    version: `${version}\n`,
    'compose.yaml': `services:
  web:
    build: .
    ports:
      - "${port}:8080"
    healthcheck:
      test: ["CMD", "/bin/busybox", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080${healthPath}"]
      interval: ${interval}
      timeout: 2s
      retries: 5
    stop_grace_period: 1s
`,
  };
}

/** Puts the machine's static busybox into a working copy. */
export async function addBusybox(copy) {
  const busybox = (await sh('which', ['busybox'])).trim();
  await copyFile(busybox, join(copy.folder, 'busybox'));
  await chmod(join(copy.folder, 'busybox'), 0o755);
}

/** Tells Slipway of a push as a git server does: signed, with its own delivery id. */
export async function deliver(address, repository, after, before = '0'.repeat(40)) {
  const body = JSON.stringify({
    ref: 'refs/heads/main',
    before,
    after,
    repository: {
      full_name: `acme/${repository}`,
      clone_url: `http://localhost/${repository}.git`,
    },
    pusher: { login: 'maya' },
    commits: [],
  });
  const signature = createHmac('sha256', address.secret).update(body).digest('hex');
  const answer = await fetch(address.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-gitea-event': 'push',
      'x-gitea-delivery': randomUUID(),
      'x-gitea-signature': signature,
    },
    body,
  });
  return { status: answer.status, body: await answer.json() };
}
