// What a server with some life in it would answer: enough for every page to show all that it can show.

const now = Date.now();
const ago = (minutes) => new Date(now - minutes * 60_000).toISOString();
const commit = (sha, message, author, ref = 'refs/heads/main') => ({
  sha: sha.padEnd(40, '0'),
  message,
  author,
  ref,
  url: `https://git.acme.dev/acme/shop/commit/${sha.padEnd(40, '0')}`,
});
const phaseNames = ['CHECKOUT', 'BUILD', 'DEPLOY', 'VERIFY', 'LIVE'];

/** The phases with `done` of them behind and the next one in `state`. */
const phases = (done, state = 'PENDING') =>
  phaseNames.map((phase, index) => ({
    phase,
    state: index < done ? 'DONE' : index === done ? state : 'PENDING',
    ...(index < done ? { milliseconds: [4000, 81_000, 20_000, 14_000, 9000][index] } : {}),
  }));

const deployment = (stack, number, state, more) => ({
  stack,
  number,
  state,
  kind: 'PUSH',
  strategy: 'blue-green',
  actor: 'Maya Okafor',
  queuedAt: ago(6),
  cursor: String(number),
  phases: phases(5),
  ...more,
});

const retry = commit(
  'a3f9c1e',
  'feat(checkout): retry idempotent payment captures\n\nCloses #881',
  'Maya Okafor',
);
export const active = [
  deployment('storefront', 142, 'VERIFYING', {
    toRelease: 142,
    fromRelease: 141,
    startedAt: ago(5.2),
    commit: retry,
    phases: phases(3, 'RUNNING'),
  }),
  deployment('search-api', 57, 'BUILDING', {
    toRelease: 57,
    fromRelease: 56,
    actor: 'Jonas Tamm',
    queuedAt: ago(1),
    startedAt: ago(0.8),
    commit: commit('19bd2f0', 'perf: batch the index writes', 'Jonas Tamm'),
    phases: phases(1, 'RUNNING'),
  }),
  deployment('docs', 310, 'QUEUED', {
    actor: 'schedule',
    queuedAt: ago(0.2),
    queuePosition: 2,
    commit: commit('77d1e0a', 'docs: webhook examples', 'Ida'),
    phases: phases(0),
  }),
  deployment('scratch', 1, 'BUILDING', {
    actor: 'Maya Okafor',
    queuedAt: ago(0.5),
    startedAt: ago(0.4),
    commit: commit('c4d7e21', 'feat: begin', 'Maya Okafor'),
    phases: phases(1, 'RUNNING'),
  }),
  deployment('billing', 88, 'AWAITING_APPROVAL', {
    toRelease: 88,
    fromRelease: 87,
    actor: 'Jonas Tamm',
    queuedAt: ago(18),
    startedAt: ago(18),
    commit: commit('f0c1a92', 'feat: yearly invoices', 'Jonas Tamm'),
    phases: phases(2),
  }),
  deployment('identity', 204, 'DEPLOYING', {
    strategy: 'canary',
    toRelease: 204,
    fromRelease: 203,
    startedAt: ago(4),
    commit: commit('c1d2e3f', 'feat: passkeys', 'Ida Berg'),
    phases: phases(4, 'RUNNING'),
    canaryWeight: 25,
    pastReturn: true,
  }),
];

/** One build runs, one waits for it. */
export const builds = {
  builds: [
    { stack: 'search-api', deployment: 57, position: 0, since: ago(0.8) },
    { stack: 'scratch', deployment: 1, position: 1, since: ago(0.3) },
  ],
};

const failure = {
  title: 'mailer-v34 never became healthy',
  sentence: 'GET /healthz answered 503 in 6 of 6 tries over 60 s.',
  usersAffected: false,
  proof: [
    { step: 'verify', line: 12, text: 'INFO  HikariPool-1 - Starting...' },
    {
      step: 'verify',
      line: 14,
      text: 'ERROR Could not resolve placeholder \'DATABASE_URL\' in value "${DATABASE_URL}"',
    },
  ],
  likelyCause:
    'This change removed `DATABASE_URL` from `compose.yaml`, and no variable has that name.',
};
const ended = (stack, number, state, minutes, more) =>
  deployment(stack, number, state, {
    toRelease: number,
    fromRelease: number - 1,
    queuedAt: ago(minutes + 3),
    startedAt: ago(minutes + 2.6),
    endedAt: ago(minutes),
    live: state === 'SUCCEEDED',
    ...more,
  });
export const past = [
  ended('mailer', 34, 'FAILED', 26, {
    actor: 'Jonas Tamm',
    commit: commit('7d20b94', 'refactor(config): read settings from one place', 'Jonas Tamm'),
    phases: phases(3, 'FAILED'),
    failure,
  }),
  ended('identity', 203, 'SUCCEEDED', 121, {
    commit: commit('b7714e0', 'fix: rotate the signing keys', 'Ida Berg'),
  }),
  ended('analytics', 71, 'ROLLED_BACK', 182, {
    commit: commit('e2210fd', 'feat: hourly rollups', 'Maya Okafor'),
    phases: phases(4, 'FAILED'),
    note: 'The check “errors” failed.',
    failure: { ...failure, title: 'The check “errors” failed after the switch' },
  }),
  ended('storefront', 141, 'SUCCEEDED', 1440, {
    commit: commit('e07c2d4', 'fix(cart): merge guest cart once', 'Maya Okafor'),
  }),
  ended('media', 19, 'SUCCEEDED', 1500, {
    kind: 'ROLLBACK',
    commit: commit('9ac0be1', 'chore: smaller thumbnails', 'Ida Berg'),
  }),
  ended('storefront', 140, 'SUCCEEDED', 4320, {
    live: false,
    commit: commit('91bb02c', 'chore: health check every 10 s', 'Jonas Tamm'),
  }),
  ended('search-api', 56, 'CANCELLED', 4400, {
    commit: commit('0f4e6aa', 'wip', 'Jonas Tamm'),
    phases: phases(1),
  }),
  ended('search-api', 55, 'SUPERSEDED', 4401, {
    commit: commit('51be07d', 'wip: batch', 'Jonas Tamm'),
    phases: phases(0),
    note: 'A newer push came first.',
  }),
];
export const deployments = [...active, ...past];
const last = (stack) => deployments.find((one) => one.stack === stack);

const stack = (name, status, running, expected, more = {}) => ({
  name,
  status,
  managed: true,
  folder: `/opt/stacks/${name}`,
  composeFile: 'compose.yaml',
  services: expected,
  running,
  expected,
  ...more,
});
const deploy = (name, strategy, liveRelease, sha, perDay) => ({
  deploy: {
    strategy,
    liveRelease,
    liveCommit: commit(sha, 'fix', 'Maya Okafor'),
    perDay,
    ...(last(name) ? { last: last(name) } : {}),
  },
});
export const stacks = [
  stack(
    'analytics',
    'RUNNING',
    2,
    2,
    deploy('analytics', 'blue-green', 70, 'e2210fd', [0, 2, 1, 0, 1, 1, 1]),
  ),
  stack(
    'billing',
    'RUNNING',
    3,
    3,
    deploy('billing', 'blue-green', 87, 'f0c1a92', [0, 1, 0, 0, 2, 1, 1]),
  ),
  stack('docs', 'RUNNING', 1, 1, deploy('docs', 'recreate', 309, '77d1e0a', [1, 1, 0, 2, 1, 0, 1])),
  stack(
    'identity',
    'RUNNING',
    2,
    2,
    deploy('identity', 'blue-green', 203, 'b7714e0', [2, 0, 1, 1, 0, 1, 1]),
  ),
  stack('legacy-cms', 'EXITED', 0, 2, { managed: false }),
  stack('mailer', 'RUNNING', 1, 1, {
    deploy: {
      ...deploy('mailer', 'blue-green', 33, '7d20b94', [1, 0, 0, 2, 1, 1, 1]).deploy,
      watch: {
        at: ago(3),
        release: 33,
        state: 'BAD',
        check: 'health',
        reason: 'GET /healthz answered 503 (3 times in a row).',
      },
    },
  }),
  stack('media', 'PARTIAL', 2, 3, {
    ...deploy('media', 'recreate', 19, '9ac0be1', [0, 0, 1, 0, 0, 0, 1]),
    problem: 'compose.yaml, line 14: the key “port” is not known.',
  }),
  stack('scratch', 'DRAFT', 0, 0),
  stack(
    'search-api',
    'RUNNING',
    2,
    2,
    deploy('search-api', 'blue-green', 56, '19bd2f0', [1, 1, 1, 2, 1, 0, 1]),
  ),
  stack(
    'storefront',
    'RUNNING',
    4,
    4,
    deploy('storefront', 'blue-green', 141, 'a3f9c1e', [2, 3, 1, 4, 2, 5, 4]),
  ),
];

export const system = {
  version: '0.1.0',
  hostName: 'hel1-prod',
  cpus: 8,
  engine: {
    reachable: true,
    version: '27.3.1',
    apiVersion: '1.47',
    composeVersion: '2.29.7',
    operatingSystem: 'Debian GNU/Linux 13',
  },
  router: { running: true, version: 'HAProxy 3.0.8', routes: 9 },
  disk: { totalBytes: 512e9, freeBytes: 214e9 },
  troubles: [],
};
export const settings = {
  publicUrl: 'https://slipway.acme.dev',
  primaryHost: '',
  hostCommands: false,
  buildConcurrency: 1,
  keepReleases: 10,
  trustProxy: false,
};
export const user = {
  id: 'u1',
  name: 'Maya Okafor',
  role: 'ADMIN',
  disabled: false,
  createdAt: ago(90_000),
  lastLoginAt: ago(2),
};
const certificate = (id, names, issuer, expiry, minutes) => ({
  id,
  names,
  issuer,
  notBefore: ago(86_400),
  notAfter: ago(-minutes),
  fingerprint: '5f'.repeat(32),
  expiry,
});
export const certificates = [
  certificate('c1', ['*.shop.example', 'shop.example'], "Let's Encrypt, R11", 'VALID', 86_400),
  certificate('c2', ['wiki.example'], 'Example CA', 'SOON', 8_000),
  certificate('c3', ['old.example'], 'Example CA', 'EXPIRED', -3_000),
];
const domain = (name, stack, more) => ({
  domain: name,
  routes: stack ? [{ stack, service: 'web', path: '/' }] : [],
  own: !stack,
  redirect: false,
  hsts: false,
  ...more,
});
export const acme = {
  directory: 'https://acme-v02.api.letsencrypt.org/directory',
  email: 'maya@example.org',
  agreedAt: ago(90_000),
};
export const domains = [
  domain('docs.example', 'docs', {}),
  domain('mail.example', 'mailer', {
    automatic: {
      nextAt: ago(-20),
      failures: 2,
      problem:
        'The authority gave no certificate for mail.example: Connection refused, fetching http://mail.example/.well-known/acme-challenge/x.',
    },
  }),
  domain('shop.example', 'storefront', {
    certificateId: 'c1',
    redirect: true,
    hsts: true,
    automatic: { nextAt: ago(-43_200), failures: 0 },
  }),
  domain('slipway.example', null, { certificateId: 'c1', redirect: true }),
  domain('wiki.example', 'docs', { certificateId: 'c2' }),
];
export const users = [
  user,
  {
    id: 'u2',
    name: 'Jonas Tamm',
    role: 'OPERATOR',
    disabled: false,
    createdAt: ago(80_000),
    lastLoginAt: ago(300),
  },
  { id: 'u3', name: 'auditor', role: 'VIEWER', disabled: true, createdAt: ago(70_000) },
];
const chrome =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36';
export const sessions = [
  {
    id: 's1',
    createdAt: ago(300),
    lastSeenAt: ago(0),
    expiresAt: ago(-9000),
    address: '192.168.1.20',
    userAgent: chrome,
    current: true,
  },
  {
    id: 's2',
    createdAt: ago(3000),
    lastSeenAt: ago(900),
    expiresAt: ago(-9000),
    address: '10.8.0.4',
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1) Safari/604.1',
    current: false,
  },
];
export const tokens = [
  {
    id: 't1',
    name: 'ci',
    role: 'OPERATOR',
    createdAt: ago(9000),
    expiresAt: ago(-90_000),
    lastUsedAt: ago(12),
    expired: false,
  },
  {
    id: 't2',
    name: 'old laptop',
    role: 'VIEWER',
    createdAt: ago(90_000),
    expiresAt: ago(500),
    expired: true,
  },
];
const entry = (id, minutes, actor, action, subject, detail) => ({
  id,
  at: ago(minutes),
  actor,
  action,
  subject,
  address: '192.168.1.20',
  ...(detail ? { detail } : {}),
});
export const audit = [
  entry('a1', 3, 'Maya Okafor', 'deployment.request', 'storefront #142', 'push to main, a3f9c1e'),
  entry('a2', 40, 'Jonas Tamm', 'repository.change', 'acme/shop', 'poll: AUTO → NEVER'),
  entry('a3', 300, 'Maya Okafor', 'user.create', 'auditor', 'role VIEWER'),
  entry('a4', 301, 'unknown', 'login.failed', 'admin'),
];

const repository = (id, name, provider, more = {}) => ({
  id,
  name,
  url: `https://git.acme.dev/${name}.git`,
  provider,
  credential: { kind: 'TOKEN', user: 'deploy' },
  poll: { mode: 'AUTO', seconds: 60 },
  hookSeen: true,
  lastHookAt: ago(6),
  lastCheckAt: ago(6),
  defaultBranch: 'main',
  private: true,
  stacks: [],
  createdAt: ago(99_000),
  ...more,
});
export const repositories = [
  repository('r1', 'acme/shop', 'GITEA', { stacks: ['storefront', 'search-api'] }),
  repository('r2', 'acme/billing', 'GITHUB', {
    url: 'git@github.com:acme/billing.git',
    stacks: ['billing'],
    credential: {
      kind: 'SSH_KEY',
      publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0yQ2 slipway',
      knownHosts: [
        {
          host: 'github.com',
          type: 'ssh-ed25519',
          key: 'AAAA',
          fingerprint: 'SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU',
        },
      ],
    },
    hookSeen: false,
    lastHookAt: undefined,
  }),
  repository('r3', 'handbook', 'GENERIC', {
    private: false,
    hookSeen: false,
    lastHookAt: undefined,
    lastError: 'git.acme.dev did not answer within 10 s.',
    stacks: ['docs'],
  }),
];
export const contents = {
  commit: retry,
  composeFiles: [{ path: 'compose.yaml', services: ['web', 'worker', 'db'] }],
  dockerfiles: [{ path: 'Dockerfile', port: 8080 }, { path: 'tools/Dockerfile' }],
};
export const access = {
  ok: true,
  private: true,
  defaultBranch: 'main',
  branches: ['main', 'develop', 'release/1.42'],
  tags: ['v1.41.0'],
  milliseconds: 180,
};
export const webhookAddress = {
  url: 'https://slipway.acme.dev/api/webhooks/gitea/r1',
  secret: 'b6f1c0ffee2d4a',
  events: 'Push events',
  settingsUrl: 'https://git.acme.dev/acme/shop/settings/hooks',
};

const delivery = (id, minutes, verdict, more = {}) => ({
  id,
  receivedAt: ago(minutes),
  provider: 'gitea',
  repositoryId: 'r1',
  repositoryName: 'acme/shop',
  verdict,
  event: 'push',
  kind: 'PUSH',
  ref: 'refs/heads/main',
  commit: retry,
  deliveryId: `d-${id}`,
  outcomes: [],
  ...more,
});
export const webhooks = [
  delivery('w1', 6, 'ACCEPTED', {
    outcomes: [
      {
        at: ago(6),
        stack: 'storefront',
        deployment: 142,
        message: 'Deployment #142 of storefront was queued.',
      },
      {
        at: ago(6),
        stack: 'search-api',
        rule: 'paths',
        message: 'Ignored: nothing below search/ changed.',
      },
    ],
  }),
  delivery('w2', 7, 'DUPLICATE', { reason: 'The same delivery arrived 40 s before.' }),
  delivery('w3', 80, 'BAD_SIGNATURE', {
    reason: 'The signature does not match the secret of this repository.',
    commit: undefined,
    ref: undefined,
  }),
  delivery('w4', 200, 'ACCEPTED', {
    event: 'ping',
    kind: 'PING',
    ref: undefined,
    commit: undefined,
    outcomes: [{ at: ago(200), message: 'The provider can reach Slipway.' }],
  }),
  delivery('w5', 900, 'UNKNOWN_REPOSITORY', {
    provider: 'github',
    repositoryName: undefined,
    repositoryId: undefined,
    reason: 'No connected repository has this address.',
  }),
];
export const webhookDetails = {
  event: webhooks[0],
  headers: {
    'Content-Type': 'application/json',
    'User-Agent': 'Go-http-client/1.1',
    'X-Gitea-Event': 'push',
    'X-Gitea-Signature': '•••',
  },
  body: JSON.stringify({
    ref: 'refs/heads/main',
    after: retry.sha,
    commits: [{ id: retry.sha, message: retry.message }],
  }),
};

const container = (name, release, more = {}) => ({
  id: name,
  name,
  image: 'acme/storefront:1.42.0',
  state: 'running',
  health: 'healthy',
  startedAt: ago(1440),
  restarts: 0,
  release,
  ...more,
});
const service = (name, image, ports, containers, more = {}) => ({
  name,
  image,
  state: 'RUNNING',
  health: 'HEALTHY',
  oneShot: false,
  ports,
  restarts: 0,
  containers,
  ...more,
});
export const services = [
  service(
    'web',
    'acme/storefront:1.42.0',
    [{ hostPort: 8080, containerPort: 8080, protocol: 'tcp', routed: true }],
    [container('storefront-web-1', 141), container('storefront-web-2', 141)],
  ),
  service(
    'worker',
    'acme/storefront:1.42.0',
    [],
    [container('storefront-worker-1', 141, { restarts: 2 })],
    { restarts: 2, health: 'NONE' },
  ),
  service(
    'db',
    'postgres:17',
    [{ hostIp: '127.0.0.1', hostPort: 5432, containerPort: 5432, protocol: 'tcp' }],
    [container('storefront-db-1', undefined, { image: 'postgres:17' })],
  ),
  service(
    'migrate',
    'acme/storefront:1.42.0',
    [],
    [container('storefront-migrate-1', 141, { state: 'exited', exitCode: 0, endedAt: ago(1439) })],
    { state: 'EXITED', oneShot: true, health: 'NONE' },
  ),
];
export const compose = `services:\n  web:\n    image: acme/storefront:1.42.0 # pinned\n    ports: ["8080:8080"]\n    environment:\n      PAYMENT_RETRY: "3"\n    healthcheck:\n      test: [CMD, wget, -qO-, "http://localhost:8080/healthz"]\n      interval: 10s\n  db:\n    image: postgres:17\n    volumes: [data:/var/lib/postgresql/data]\nvolumes:\n  data:\n`;
export const converted = {
  compose: 'services:\n  nginx:\n    image: nginx:1.27\n    ports:\n      - "8080:80"\n',
  notes: [
    {
      subject: '--rm',
      text: 'The container is kept when it ends, and removed when the stack is taken down.',
    },
  ],
};

export const files = {
  composeFile: 'compose.yaml',
  compose,
  env: 'POSTGRES_PASSWORD=change-me\n',
  envExists: true,
  more: [
    {
      name: 'compose.override.yaml',
      text: '# Generated by Slipway for release v141.\nservices:\n  web:\n    image: acme/storefront@sha256:9f2c\n    ports: !reset []\n',
      generated: true,
    },
  ],
  hash: 'h1',
  editable: true,
};
export const source = {
  repositoryId: 'r1',
  repositoryName: 'acme/shop',
  branch: 'main',
  composePath: 'compose.yaml',
  branches: ['main'],
  tags: ['v*'],
  paths: [],
  skipMarks: ['[skip ci]'],
  autoDeploy: true,
  desiredCommit: retry,
  deployedCommit: commit('e07c2d4', 'fix(cart): merge guest cart once', 'Maya Okafor'),
};
export const build = {
  kind: 'COMPOSE',
  context: '.',
  dockerfile: 'Dockerfile',
  arguments: [{ name: 'NODE_ENV', value: 'production' }],
  environment: [],
  secrets: [{ name: 'NPM_TOKEN', set: true }],
  platforms: [],
  before: [{ name: 'test', command: 'make test', image: 'golang:1.23' }],
  after: [],
  timeoutSeconds: 1200,
};
const route = { service: 'web', containerPort: 8080, listen: 8080, domain: 'shop.acme.dev' };
export const deployConfig = {
  strategy: 'blue-green',
  fallbackToRecreate: true,
  approval: false,
  soakSeconds: 600,
  drainSeconds: 30,
  stableSeconds: 10,
  holdSeconds: 30,
  routes: [route],
  checks: [
    {
      name: 'health',
      kind: 'http',
      service: 'web',
      port: 8080,
      path: '/healthz',
      status: 200,
      intervalMs: 1000,
      timeoutMs: 3000,
      successes: 3,
      failures: 10,
    },
  ],
  autoRollback: true,
  watch: { on: true, intervalSeconds: 60, failures: 3, rollBack: true },
};
const watched = (name, verdicts, detail) => ({
  name,
  samples: verdicts.map((verdict, i) => ({
    at: ago(verdicts.length - i),
    verdict,
    detail: detail[verdict],
  })),
});
const health = [...Array(20).fill('PASS'), 'FAIL', 'PASS', 'FAIL', 'FAIL', 'FAIL'];
export const watch = {
  rule: deployConfig.watch,
  release: 141,
  paused: false,
  latest: {
    at: ago(1),
    release: 141,
    state: 'BAD',
    check: 'health',
    reason: 'GET /healthz answered 503 (3 times in a row).',
    refusal: 'v141 itself was brought back in the place of v142.',
  },
  changes: [
    {
      at: ago(1),
      release: 141,
      state: 'BAD',
      check: 'health',
      reason: 'GET /healthz answered 503 (3 times in a row).',
      refusal: 'v141 itself was brought back in the place of v142.',
    },
    { at: ago(25), release: 141, state: 'GOOD' },
    {
      at: ago(27),
      release: 142,
      state: 'BAD',
      check: 'containers of worker',
      reason: 'storefront-worker-1 ended with exit code 139 (3 times in a row).',
      deployment: 143,
    },
  ],
  checks: [
    watched('health', health, {
      PASS: 'GET /healthz answered 200',
      FAIL: 'GET /healthz answered 503',
    }),
    watched('errors', ['NO_DATA', 'PASS', 'PASS', 'ERROR', 'GREY'], {
      NO_DATA: 'errors in 0.0 % of 4 requests; 20 are needed',
      PASS: 'errors in 0.1 % of 812 requests',
      ERROR: 'The check could not be made: the router does not answer.',
      GREY: 'errors in 2.5 % of 40 requests',
    }),
    watched('containers of web', ['PASS'], { PASS: '2 containers run' }),
  ],
};
const reason = (code, severity, message, fix) => ({
  code,
  severity,
  message,
  ...(fix ? { fix } : {}),
});
export const plan = {
  strategy: 'blue-green',
  chosen: 'blue-green',
  services: [
    {
      name: 'web',
      change: 'REPLACED',
      routed: true,
      reasons: [reason('image', 'INFO', 'The image changes.')],
    },
    { name: 'db', change: 'UNCHANGED', reasons: [] },
  ],
  steps: [
    { key: 'start-slot', title: 'Start the new version beside', takes: false },
    { key: 'healthy', title: 'Wait until it is healthy', takes: false },
    { key: 'switch', title: 'Send requests to the new version', takes: true },
    { key: 'drain-old', title: 'Let the old version finish', takes: false },
  ],
  back: [
    { key: 'back-switch', title: 'Roll back: send requests to it', takes: false },
    { key: 'back-remove', title: 'Roll back: remove the new version', takes: false },
  ],
  backTo: 41,
  autoRollback: true,
  routes: [route],
  notes: [
    reason(
      'override-file',
      'WARNING',
      'The folder has a compose.override.yaml of its own.',
      'Name both files in COMPOSE_FILE.',
    ),
  ],
  strategies: [
    {
      strategy: 'rolling',
      possible: false,
      reasons: [
        {
          ...reason(
            'container-name',
            'BLOCKER',
            'It has the fixed name `shop-web`, so two of it cannot run at the same time.',
            'Remove `container_name` from the compose file.',
          ),
          service: 'web',
        },
      ],
    },
    { strategy: 'blue-green', possible: true, reasons: [] },
    {
      strategy: 'recreate',
      possible: true,
      reasons: [reason('downtime', 'INFO', 'Requests wait a few seconds.')],
    },
  ],
};
const target = (name, release, slot, weight, more = {}) => ({
  name,
  release,
  slot,
  address: '172.20.0.5:8080',
  state: 'UP',
  weight,
  sessions: 12,
  // Grows while somebody looks.
  requests: 90_211 + Math.round(((Date.now() - now) / 1000) * weight * 4.1),
  errors4xx: 3,
  errors5xx: 0,
  responseMs: 42,
  ...more,
});
export const traffic = () => ({
  routes: [
    {
      service: 'web',
      containerPort: 8080,
      listen: 8080,
      domain: 'shop.acme.dev',
      held: false,
      targets: [target('v141', 141, 'blue', 100), target('v142', 142, 'green', 0)],
    },
  ],
});
const releaseOf = (number, live, sha, message) => ({
  number,
  createdAt: ago((143 - number) * 1440),
  commit: commit(sha, message, 'Maya Okafor'),
  strategy: 'blue-green',
  live,
  wasLive: true,
  compatible: number !== 141,
  crosses: number < 141 ? [141] : [],
  services: [{ name: 'web', image: `acme/storefront:1.${number - 100}.0`, imageId: 'sha256:abc' }],
});
export const releases = [
  releaseOf(142, false, 'a3f9c1e', 'feat(checkout): retry'),
  releaseOf(141, true, 'e07c2d4', 'fix(cart): merge'),
  releaseOf(140, false, '91bb02c', 'chore'),
];
export const diff = {
  from: 141,
  to: 142,
  images: [{ service: 'web', from: 'acme/storefront:1.41.0', to: 'acme/storefront:1.42.0' }],
  variables: [{ name: 'PAYMENT_RETRY', change: 'ADDED' }],
  compose: {
    from: compose
      .replace('1.42.0', '1.41.0')
      .replace('      PAYMENT_RETRY: "3"\n', '')
      .replace('10s', '30s'),
    to: compose,
  },
  files: [{ path: 'compose.yaml', change: 'CHANGED' }],
  settings: [],
  commits: [retry, commit('51be07d', 'fix(cart): merge guest cart once', 'Maya Okafor')],
};

const step = (ordinal, key, phase, title, state, seconds) => ({
  ordinal,
  key,
  phase,
  title,
  state,
  lines: state === 'PENDING' ? 0 : 40,
  bytes: 4000,
  ...(state === 'PENDING' ? {} : { startedAt: ago(5 - ordinal / 2) }),
  ...(state === 'DONE' || state === 'FAILED'
    ? { endedAt: new Date(Date.parse(ago(5 - ordinal / 2)) + seconds * 1000).toISOString() }
    : {}),
});
/** What a canary was judged by: its first minute with 5 %, then with 25 %. */
function canaryChecks() {
  const check = (name, kind, found) => {
    const samples = Array.from({ length: 40 }, (_, index) => {
      const weight = index < 15 ? 5 : 25;
      const all = 80 * ((index < 15 ? index : index - 15) + 1);
      const newerRequests = Math.round((all * (weight + 2 * Math.sin(index))) / 100);
      return {
        at: ago(1 - index / 60),
        compared: { newerRequests, olderRequests: all - newerRequests, weight, ...found(index).of },
        ...found(index).said,
      };
    });
    const { verdict, detail } = samples.at(-1);
    const passed = samples.filter((sample) => sample.verdict === 'PASS').length;
    return { name, kind, service: 'web', verdict, detail, passed, total: 40, samples };
  };
  return [
    check('errors of web', 'router.errorRate', (index) => ({
      of: { unit: 'PERCENT', limit: 2, newer: 0.6 + 0.3 * Math.sin(index / 2), older: 0.4 },
      said: {
        verdict: 'PASS',
        detail: 'new: errors in 0.6 % of 800 requests; old: 0.4 % of 2400 requests',
      },
    })),
    check('quick', 'router.p95', (index) =>
      index % 15 === 0
        ? {
            of: { unit: 'MILLISECONDS', limit: 450 },
            said: {
              verdict: 'NO_DATA',
              detail: 'new: no answers; old: no answers; 20 are needed to tell',
            },
          }
        : {
            of: { unit: 'MILLISECONDS', limit: 450, newer: 200 + index * 7, older: 203 },
            said: {
              verdict: index < 36 ? 'PASS' : 'GREY',
              detail: `new: 95 % of 800 answers within ${200 + index * 7} ms; old: 95 % of 2400 answers within 203 ms${index < 36 ? '' : '; more than allowed, but that may be chance'}`,
            },
          },
    ),
  ];
}
/** The page of one deployment, as far as it has come. */
export function details(stackName, number) {
  const one = deployments.find((other) => other.stack === stackName && other.number === number);
  if (!one) return undefined;
  const stateOf = (phase) => one.phases.find((other) => other.phase === phase).state;
  const steps = [
    step(1, 'checkout', 'CHECKOUT', 'Check out', stateOf('CHECKOUT'), 4),
    step(2, 'build-web', 'BUILD', 'Build image', stateOf('BUILD'), 81),
    step(3, 'start', 'DEPLOY', 'Start the new version', stateOf('DEPLOY'), 14),
    step(4, 'verify', 'VERIFY', 'Check its health', stateOf('VERIFY'), 60),
    step(5, 'switch', 'LIVE', 'Switch', stateOf('LIVE'), 1),
  ];
  const samples = Array.from({ length: 12 }, (_, index) => ({
    at: ago(3 - index / 6),
    verdict: one.failure ? 'FAIL' : 'PASS',
    detail: one.failure ? '503' : '200 in 12 ms',
  }));
  return {
    deployment: one,
    steps,
    phases: one.phases,
    checks: [
      {
        name: 'GET /healthz',
        kind: 'http',
        service: 'web',
        verdict: one.failure ? 'FAIL' : 'PASS',
        detail: one.failure ? '503' : '200',
        passed: one.failure ? 0 : 12,
        total: 12,
        samples,
      },
      ...(one.canaryWeight === undefined ? [] : canaryChecks()),
    ],
    ...(one.canaryWeight === undefined
      ? {}
      : {
          canary: {
            shares: [5, 25, 50].map((weight) => ({ weight, seconds: 60, approval: false })),
            paused: false,
            waits: 'TIME',
            until: ago(-0.5),
          },
        }),
    journal: [
      { seq: 1, at: ago(5), action: 'start-slot', kind: 'INTENT' },
      { seq: 2, at: ago(4.8), action: 'start-slot', kind: 'DONE' },
    ],
    diff,
    estimateMs: 150_000,
    url: 'http://shop.acme.dev',
    rollbackTo: one.fromRelease,
    fromRepository: true,
    compatible: one.toRelease !== 141,
  };
}
export const logLines = Array.from({ length: 40 }, (_, index) => ({
  at: now - (40 - index) * 700,
  text:
    index === 14
      ? "\u001b[31mERROR\u001b[0m Could not resolve placeholder 'DATABASE_URL'"
      : index === 20
        ? '\u001b[33mWARN\u001b[0m  attempt 2 of 3, gateway answered 503'
        : `\u001b[34mINFO\u001b[0m  [http-8080-${index}] CheckoutController : captured order=${(index * 7919).toString(16)}`,
  ...(index < 6 ? { group: '[internal] load build definition' } : {}),
}));
export const containerLines = Array.from({ length: 60 }, (_, index) => ({
  service: ['web', 'worker', 'db'][index % 3],
  container: `storefront-${['web', 'worker', 'db'][index % 3]}-1`,
  at: ago(2 - index / 60),
  text: `INFO  line ${index} of the log`,
}));

const underWay = (stack) => active.find((one) => one.stack === stack);
export const approvals = {
  waiting: [
    { deployment: underWay('billing'), step: 'approval', askedAt: ago(17) },
    { deployment: underWay('identity'), step: 'canary-25', askedAt: ago(4) },
  ],
  decided: [
    {
      deployment: deployments.find((one) => one.stack === 'storefront'),
      step: 'approval',
      askedAt: ago(300),
      approved: true,
      decidedAt: ago(290),
      decidedBy: 'Maya Okafor',
      comment: 'Looked at the checkout on the new slot: fine.',
    },
    {
      deployment: deployments.find((one) => one.stack === 'analytics'),
      step: 'canary-25',
      askedAt: ago(4000),
      approved: false,
      decidedAt: ago(3990),
      decidedBy: 'Jonas Tamm',
    },
  ],
};
