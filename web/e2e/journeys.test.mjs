// What a person does with Slipway, in a browser, on the real product: real git over HTTP, real engine, real router.
// One server and one app in the order of a life: each test goes on where the one before has left it.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { addBusybox, appFiles, deliver } from './support/app.mjs';
import { openBrowser } from './support/browser.mjs';
import { GitServer } from './support/git-server.mjs';
import { OpenLoop } from './support/open-loop.mjs';
import { ADMIN, Product, freePort, sh, until } from './support/product.mjs';
import { Visitor } from './support/visitor.mjs';

const APP = 'journeys-shop';
const QUICK = { soakSeconds: 0, drainSeconds: 5, stableSeconds: 1 };
let folder, git, product, browser, visitor, page, copy, head, port, load;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-git-'));
  git = await GitServer.start(folder);
  port = await freePort();
  copy = await git.repository(APP);
  await addBusybox(copy);
  head = await copy.commit('feat: open the shop', appFiles('first', port));
  await copy.push();
  product = await Product.start({ admin: false });
  browser = await openBrowser(null, { viewport: { width: 1440, height: 900 } });
  page = await browser.newPage();
  visitor = new Visitor(page);
});

after(async () => {
  await load?.stop();
  await browser?.close();
  await product?.stop();
  await git?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** One step of the life; those behind a failed one have nothing to go on from. */
let failed = false;
function step(name, work) {
  test(name, async (t) => {
    if (failed) return t.skip('a step before failed');
    failed = true;
    try {
      await work();
    } catch (error) {
      const shown = await page
        ?.locator('main')
        .innerText()
        .catch(() => '');
      const deliveries = await product
        ?.api('GET', '/api/v1/webhooks')
        .then(({ items }) => items.map(({ outcomes, reason }) => ({ outcomes, reason })))
        .catch((failure) => String(failure));
      throw new Error(
        `On the page:\n${shown}\nOf the pushes:\n${JSON.stringify(deliveries, null, 1)}\n` +
          `From the server:\n${product?.output}`,
        { cause: error },
      );
    }
    failed = false;
  });
}

/** What the app answers now. */
const answer = async () => (await (await fetch(`http://127.0.0.1:${port}/version`)).text()).trim();

/** Commits, pushes and tells Slipway of it. */
async function push(message, files) {
  const last = head;
  head = await copy.commit(message, files);
  await copy.push();
  const [repository] = await product.api('GET', '/api/v1/repositories');
  const hook = await product.api('GET', `/api/v1/repositories/${repository.id}/webhook`);
  const address = { ...hook, url: product.url + new URL(hook.url).pathname };
  const receipt = await deliver(address, APP, head, last);
  assert.equal(receipt.status, 202, JSON.stringify(receipt.body));
}

step('goes from a fresh server to a live app in 4 clicks and 3 typed fields', async () => {
  const [link] = await until('the link', () => /http:\S+\/setup#\S+/.exec(product.output));
  await page.goto(link);
  await visitor.type('User name', ADMIN.name);
  await visitor.type('Password', ADMIN.password);
  await visitor.click('button', 'Create');
  await page.getByRole('heading', { name: 'Put something live' }).waitFor();
  await visitor.click('link', /^From Git/);
  await visitor.type('Address', copy.url);
  await page.getByText('Reachable').waitFor();
  await visitor.click('button', 'Continue');
  await page.getByText('Compose file with one service: web').waitFor();
  await visitor.click('button', 'Deploy');

  await page.waitForURL(`**/stacks/${APP}/deployments/1`);
  await page.getByRole('heading', { name: 'feat: open the shop' }).waitFor();
  await visitor.sees('Live', 120_000);
  assert.equal(await answer(), 'first');
  assert.deepEqual({ clicks: visitor.clicks, typed: visitor.typed }, { clicks: 4, typed: 3 });
  await visitor.knowsNoFault();
});

step('shows a push going live, wherever the person is, without a reload', async () => {
  await product.logIn();
  const setup = `/api/v1/stacks/${APP}/deploy`;
  await product.api('PUT', setup, { ...(await product.api('GET', setup)), ...QUICK });
  await visitor.stay('/');
  await push('feat: sell shoes', appFiles('second', port));
  await page.getByRole('heading', { name: 'In progress' }).waitFor();
  await until('the tab tells of it', async () => /in progress/i.test(await page.title()));
  const toast = page.getByRole('listitem').filter({ hasText: `${APP} v2 is live` });
  await toast.waitFor({ timeout: 60_000 });
  assert.equal(await answer(), 'second');
  await toast.getByRole('button', { name: 'Open' }).click();
  await page.getByRole('heading', { name: 'feat: sell shoes' }).waitFor();
  await visitor.sees('Live');
  await page.getByText('Maya Okafor pushed').waitFor();
  assert.match(await page.title(), /^feat: sell shoes/);
  await visitor.stayed();
  await visitor.knowsNoFault();
});

step('says why a broken push did not go live, and keeps its users from it', async () => {
  await visitor.stay(`/stacks/${APP}/deployments`);
  const dead = `echo 'FATAL: cannot reach the database at db:5432' >&2; exit 3`;
  await push(
    'feat: sell socks',
    appFiles('broken', port, { command: ['/bin/busybox', 'sh', '-c', dead] }),
  );
  await page.getByRole('link', { name: /feat: sell socks/ }).click();
  const why = page.getByRole('alert', { name: 'Why it failed' });
  await why.waitFor({ timeout: 60_000 });
  await visitor.sees(/^Failed · /);
  await why.getByText('FATAL: cannot reach the database at db:5432').first().waitFor();
  assert.match(await why.innerText(), /exit(ed)?\b.*\b3\b/i);
  await page.getByText('Users are not affected').waitFor();
  assert.equal(await answer(), 'second');
  await why.getByRole('button', { name: /^Go to line/ }).click();
  await page.getByRole('region', { name: 'Steps and log' }).getByText(/FATAL/).first().waitFor();
  await visitor.stayed();
  await visitor.knowsNoFault();
});

step('brings a version back that the person picks from the history', async () => {
  await visitor.stay(`/stacks/${APP}/deployments`);
  const row = page.getByRole('listitem').filter({ hasText: 'feat: open the shop' });
  await row.getByRole('button', { name: 'Roll back to v1' }).click();
  const question = page.getByRole('dialog', { name: `Roll ${APP} back to v1` });
  await question.getByText('Image of web').waitFor();
  await question.getByRole('button', { name: 'Roll back to v1' }).click();
  await page.getByRole('heading', { name: 'Roll back to v1' }).waitFor();
  await visitor.sees('Live', 60_000);
  assert.equal(await answer(), 'first');
  await visitor.stayed();
  await visitor.knowsNoFault();
});

step('comes back after the controller was killed in the middle of a deployment', async () => {
  await visitor.stay(`/stacks/${APP}/deployments`);
  // Nothing goes over what a person has brought back until they say so.
  await page.getByText('maya rolled back to v1.').waitFor();
  await page.getByRole('button', { name: 'Let pushes deploy again' }).click();
  await page.getByText('maya rolled back to v1.').waitFor({ state: 'hidden' });
  load = new OpenLoop(`http://127.0.0.1:${port}/version`, 50);
  await push('feat: sell hats', appFiles('third', port));
  await page.getByRole('link', { name: /feat: sell hats/ }).click();
  await visitor.sees(/^(Building|Deploying|Verifying)$/);
  await product.kill();
  await page.getByText('Reconnecting.').waitFor();
  assert.equal(await answer(), 'first');
  await product.launch();
  await page.getByText('Reconnecting.').waitFor({ state: 'hidden', timeout: 30_000 });
  await visitor.sees(/^(Live|Failed.*|Rolled back)$/, 60_000);
  const { failures, sent } = await load.stop();
  assert.deepEqual(failures, [], `of ${sent}`);
  const ended = (await page.getByRole('heading', { level: 1 }).innerText()).trim();
  assert.equal(ended, 'feat: sell hats');
  await visitor.stayed();
  const { deployment } = await product.ended(APP, 5);
  assert.equal(await answer(), deployment.state === 'SUCCEEDED' ? 'third' : 'first');
  const containers = await sh('docker', ['ps', '-q', '--filter', `label=slipway.stack=${APP}`]);
  assert.equal(containers.trim().split('\n').length, 1, 'only what serves is left');
});
