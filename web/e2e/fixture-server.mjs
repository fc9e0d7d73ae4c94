// The built page with a server that only pretends: the same answers each time, for looking at pages and for axe.
// `node e2e/fixture-server.mjs` prints the address. The cookie `scenario` chooses: empty, setup, login, viewer, broken.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as data from './fixtures.mjs';
import { accept } from './socket.mjs';

const dist = process.env.WEB_DIST ?? fileURLToPath(new URL('../dist', import.meta.url));
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const policy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

const page = (items) => ({ items });
const stackNamed = (name) => data.stacks.find((one) => one.name === name);
const lines = {
  from: 0,
  total: data.logLines.length,
  bytes: 4000,
  ended: true,
  lines: data.logLines,
};

/** Method and path to answer; a capture is handed over. First match wins. */
const routes = [
  ['GET /api/v1/system', () => data.system],
  ['GET /api/v1/settings', () => data.settings],
  ['PUT /api/v1/settings', () => data.settings],
  ['GET /api/v1/stacks', ({ scenario }) => (scenario === 'empty' ? [] : data.stacks)],
  ['POST /api/v1/stacks', ({ body }) => ({ ...stackNamed('scratch'), name: body.name })],
  [
    'GET /api/v1/stacks/([^/]+)',
    (_, name) =>
      stackNamed(name) && {
        stack: stackNamed(name),
        services: data.services,
        urls: ['https://shop.acme.dev'],
      },
  ],
  ['GET /api/v1/stacks/([^/]+)/files', () => data.files],
  ['POST /api/v1/stacks/([^/]+)/validate', () => []],
  ['POST /api/v1/convert/run-to-compose', () => data.converted],
  ['GET /api/v1/stacks/([^/]+)/source', () => data.source],
  ['GET /api/v1/stacks/([^/]+)/build', () => data.build],
  ['GET /api/v1/stacks/([^/]+)/deploy', () => data.deployConfig],
  ['GET /api/v1/stacks/([^/]+)/watch', () => data.watch],
  ['PUT /api/v1/stacks/([^/]+)/(source|build|deploy)', ({ body }) => body],
  ['GET /api/v1/stacks/([^/]+)/plan', () => data.plan],
  ['GET /api/v1/stacks/([^/]+)/traffic', () => data.traffic()],
  ['GET /api/v1/stacks/([^/]+)/releases', () => data.releases],
  ['GET /api/v1/stacks/([^/]+)/compare', () => data.diff],
  [
    'GET /api/v1/stacks/([^/]+)/deployments',
    (_, name) => page(data.deployments.filter((one) => one.stack === name)),
  ],
  ['POST /api/v1/stacks/([^/]+)/deployments', () => data.active[0]],
  [
    'GET /api/v1/stacks/([^/]+)/deployments/(\\d+)',
    (_, name, number) => data.details(name, Number(number)),
  ],
  ['GET /api/v1/stacks/.+/log', () => lines],
  ['GET /api/v1/stacks/.+/log/search', () => ({ lines: [14], truncated: false })],
  [
    'GET /api/v1/deployments',
    ({ query, scenario }) =>
      page(scenario === 'empty' ? [] : query.get('active') ? data.active : data.deployments),
  ],
  [
    'GET /api/v1/stacks/billing/deployments/\\d+/preview',
    () => ({
      header: 'slipway-preview',
      key: '4a7f00d1',
      doors: [
        {
          service: 'web',
          url: ':8080/.slipway/preview/4a7f00d1',
          leave: ':8080/.slipway/preview/leave',
        },
      ],
    }),
  ],
  ['GET /api/v1/stacks/.+/preview', () => ({ header: 'slipway-preview', doors: [] })],
  [
    'GET /api/v1/approvals',
    ({ query, scenario }) =>
      page(scenario === 'empty' ? [] : data.approvals[query.get('state') ?? 'waiting']),
  ],
  ['GET /api/v1/builds', () => data.builds],
  ['GET /api/v1/repositories', ({ scenario }) => (scenario === 'empty' ? [] : data.repositories)],
  ['POST /api/v1/repositories', () => data.repositories[0]],
  ['POST /api/v1/repositories/(?:[^/]+/)?test', () => data.access],
  [
    'POST /api/v1/repositories/deploy-keys',
    () => ({
      id: 'k1',
      publicKey: data.repositories[1].credential.publicKey,
      fingerprint: 'SHA256:abc',
    }),
  ],
  ['GET /api/v1/repositories/([^/]+)', (_, id) => data.repositories.find((one) => one.id === id)],
  ['GET /api/v1/repositories/([^/]+)/contents', () => data.contents],
  ['GET /api/v1/repositories/([^/]+)/webhook', () => data.webhookAddress],
  ['GET /api/v1/webhooks', ({ scenario }) => page(scenario === 'empty' ? [] : data.webhooks)],
  ['GET /api/v1/webhooks/([^/]+)', () => data.webhookDetails],
  ['GET /api/v1/certificates', ({ scenario }) => (scenario === 'empty' ? [] : data.certificates)],
  ['GET /api/v1/acme', ({ scenario }) => (scenario === 'empty' ? {} : data.acme)],
  ['GET /api/v1/domains', ({ scenario }) => (scenario === 'empty' ? [] : data.domains)],
  ['GET /api/v1/users', () => data.users],
  ['GET /api/v1/audit', () => page(data.audit)],
  ['GET /api/v1/account/sessions', () => data.sessions],
  ['GET /api/v1/account/tokens', ({ scenario }) => (scenario === 'empty' ? [] : data.tokens)],
  ['POST /api/v1/account/tokens', () => ({ token: data.tokens[0], value: 'slw_3f9a0c5e7b1d' })],
].map(([pattern, answer]) => ({ pattern: new RegExp(`^${pattern}$`), answer }));

function session(scenario) {
  if (scenario === 'setup' || scenario === 'login')
    return { state: scenario.toUpperCase(), version: data.system.version };
  const user = scenario === 'viewer' ? { ...data.user, role: 'VIEWER' } : data.user;
  return { state: 'ACTIVE', version: data.system.version, user };
}

function json(response, status, value) {
  response.writeHead(status, {
    'Content-Type': status < 400 ? 'application/json' : 'application/problem+json',
  });
  response.end(JSON.stringify(value));
}

function problem(response, status, detail, hint) {
  json(response, status, {
    type: 'about:blank',
    title: 'Problem',
    status,
    code: 'fixture',
    detail,
    hint,
    requestId: '01JDX4',
  });
}

async function bodyOf(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text ? JSON.parse(text) : undefined;
}

async function answerApi(request, response, url, scenario) {
  if (url.pathname === '/api/v1/session') return json(response, 200, session(scenario));
  if (scenario === 'broken')
    return problem(
      response,
      503,
      'The database cannot be read.',
      'Look at the free space of the data folder.',
    );
  if (url.pathname.endsWith('/logs'))
    return response.end(data.containerLines.map((line) => JSON.stringify(line)).join('\n'));
  const body = await bodyOf(request);
  for (const { pattern, answer } of routes) {
    const match = pattern.exec(`${request.method} ${url.pathname}`);
    const found = match && answer({ scenario, query: url.searchParams, body }, ...match.slice(1));
    if (found) return json(response, 200, found);
  }
  if (request.method !== 'GET') return response.writeHead(204).end();
  return problem(response, 404, 'There is no such thing.');
}

async function answerFile(response, path) {
  const file = types[extname(path)] ? path : '/index.html';
  try {
    const bytes = await readFile(join(dist, normalize(file)));
    response.writeHead(200, {
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
      'Content-Security-Policy': policy,
      'Cache-Control': file.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache',
    });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}

/** Starts it on a free port; `close()` ends it and all it holds open. */
export async function start(port = 0) {
  const sockets = new Set();
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://fixture');
    const scenario = /scenario=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
    const work = url.pathname.startsWith('/api/')
      ? answerApi(request, response, url, scenario)
      : answerFile(response, url.pathname);
    work.catch((error) => problem(response, 500, String(error)));
  });
  server.on('upgrade', (request, socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    const send = accept(request, socket, (text) => {
      const { subscribe, cursor } = JSON.parse(text);
      if (subscribe)
        send(JSON.stringify({ topic: subscribe, type: 'subscribed', cursor: cursor ?? '0' }));
    });
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      sockets.forEach((socket) => socket.destroy());
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log((await start(Number(process.env.PORT ?? 0))).url);
}
