// A past that never was: deployments written straight into the product's SQLite file, with their steps and journals.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { sh } from '../../web/e2e/support/product.mjs';

const DAY = 86_400_000;
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const AUTHORS = ['Maya Okafor', 'Jonas Weber', 'Li Wei', 'Ana Souza', 'Tom Baker'];
const WORDS = [
  'cart',
  'search',
  'login',
  'prices',
  'stock',
  'mail',
  'images',
  'menu',
  'tax',
  'api',
];

/** Runs SQL on the file of a product and returns its rows, each an array of texts. */
export async function query(product, sql) {
  const out = await sh('sqlite3', ['-separator', '\t', file(product), sql]);
  return out
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t'));
}

/**
 * Gives each of the stacks an equal part of `count` deployments of the last 89 days, numbered from 2, and the release
 * that `template` has made; its first deployment is where the rest is copied from. The product must not run.
 */
export async function fill(product, stacks, template, count) {
  const begin = Date.now() - 89 * DAY;
  const rows = [];
  for (let i = 0; i < count; i++) {
    const at = begin + Math.floor((i / count) * 88 * DAY);
    rows.push(row(stacks[i % stacks.length], 2 + Math.floor(i / stacks.length), at, i));
  }
  await run(product, [
    'pragma journal_mode = wal; pragma synchronous = off; begin;',
    ...releases(stacks, template),
    `update deployment set sort_key = '${sortKey(begin - 1, 0)}', queued_at = ${begin}, ended_at = ${begin};`,
    ...inserts(rows),
    `insert into deployment_step (stack, number, ordinal, step_key, phase, title, state, started_at, ended_at, detail)
      select d.stack, d.number, s.ordinal, s.step_key, s.phase, s.title, 'DONE', d.started_at, d.ended_at, s.detail
      from deployment d join deployment_step s on s.stack = '${template}' and s.number = 1 where d.number > 1;`,
    `insert into deployment_journal (stack, number, seq, at, action, entry, detail)
      select d.stack, d.number, j.seq, d.started_at, j.action, j.entry, j.detail
      from deployment d join deployment_journal j on j.stack = '${template}' and j.number = 1 where d.number > 1;`,
    'commit; pragma wal_checkpoint(truncate);',
  ]);
}

/** Of a stack's deployments each tenth failed and each fortieth was cancelled. */
function outcome(number) {
  if (number % 40 === 7) return 'CANCELLED';
  return number % 10 === 3 ? 'FAILED' : 'SUCCEEDED';
}

function row(stack, number, at, i) {
  const state = outcome(number);
  const author = AUTHORS[(i % 7) % AUTHORS.length];
  const branch = number % 1000 === 500 ? 'release' : 'main';
  const sha = ((i * 2654435761) % 2 ** 32).toString(16).padStart(8, '0').repeat(5);
  const message = `fix(${WORDS[i % 10]}): what ${WORDS[(i * 7) % 10]} said of order ${i}`;
  const commit = JSON.stringify({ sha, message, author, ref: branch });
  const search = `${author} #${number} ${sha} ${message} ${author}`.toLowerCase();
  const failure = JSON.stringify({
    title: 'web never became healthy',
    sentence: 'GET /healthz answered 503 for 60 s.',
    usersAffected: false,
    proof: [],
    likelyCause: null,
  });
  return [
    stack, number, state, 'PUSH', 'BLUE_GREEN', author, sha, commit, branch, author, search, state === 'SUCCEEDED' ? 1 : null, 0,
    at, at + 1000, at + 30_000, 0, 0, state === 'FAILED' ? failure : null, sortKey(at, i),
  ]; // prettier-ignore
}

const COLUMNS =
  'stack, number, state, kind, strategy, actor, commit_sha, commit_json, branch, author, search_text, to_release, keep_env, queued_at, started_at, ended_at, cancel_asked, resumed, failure, sort_key';

function* inserts(rows) {
  const literal = (value) =>
    value === null
      ? 'null'
      : typeof value === 'number'
        ? value
        : `'${value.replaceAll("'", "''")}'`;
  for (let i = 0; i < rows.length; i += 500) {
    const values = rows.slice(i, i + 500).map((row) => `(${row.map(literal).join(',')})`);
    yield `insert into deployment (${COLUMNS}) values ${values.join(',\n')};`;
  }
}

function releases(stacks, template) {
  return stacks
    .filter((stack) => stack !== template)
    .map(
      (stack) =>
        `create temp table copied as select * from deploy_release where stack = '${template}';
         update copied set stack = '${stack}'; insert into deploy_release select * from copied; drop table copied;`,
    );
}

/** An id as the product makes them: ten characters of time, sixteen more. */
function sortKey(at, i) {
  const text = (value, length) => {
    let digits = '';
    for (let n = value; digits.length < length; n = Math.floor(n / 32)) {
      digits = CROCKFORD[n % 32] + digits;
    }
    return digits;
  };
  return text(at, 10) + text(i, 16);
}

const file = (product) => join(product.data, 'slipway.db');

async function run(product, statements) {
  const child = spawn('sqlite3', ['-bail', file(product)], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  child.stdin.end(statements.join('\n'));
  const [code] = await ended;
  if (code !== 0) throw new Error(`sqlite3 ended with ${code}`);
}
