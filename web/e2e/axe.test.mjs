// Every page, dark and light, wide and narrow: axe finds nothing against WCAG 2.2 AA, nothing reaches over the edge, and
// the page logs no error. Runs the built page against the fixture server.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { chromium } from 'playwright-core';
import { start } from './fixture-server.mjs';
import { contrast, faults, overhang, wear } from './support/axe.mjs';
import { CHROMIUM } from './support/browser.mjs';

const pages = [
  ['setup', '/setup', 'setup'],
  ['login', '/login', 'login'],
  ['overview', '/'],
  ['overview of an empty server', '/', 'empty'],
  ['overview of a broken server', '/', 'broken'],
  ['stacks', '/stacks'],
  ['new stack', '/stacks/new'],
  ['new stack from git', '/stacks/new/git', 'empty'],
  ['new stack from a compose file', '/stacks/new/compose'],
  ['stack', '/stacks/storefront'],
  ['deploy tab', '/stacks/storefront/deploy'],
  ['history', '/stacks/storefront/deployments'],
  ['stack logs', '/stacks/storefront/logs'],
  ['files', '/stacks/storefront/files'],
  ['source settings', '/stacks/storefront/settings/source'],
  ['build settings', '/stacks/storefront/settings/build'],
  ['strategy settings', '/stacks/storefront/settings/strategy'],
  ['danger settings', '/stacks/storefront/settings/danger'],
  ['deployment', '/stacks/storefront/deployments/142'],
  ['deployment that is live', '/stacks/storefront/deployments/141'],
  ['deployment that is queued', '/stacks/docs/deployments/310'],
  ['deployment that was rolled back', '/stacks/analytics/deployments/71'],
  ['failed deployment', '/stacks/mailer/deployments/34'],
  ['deployment that waits for approval', '/stacks/billing/deployments/88'],
  ['canary', '/stacks/identity/deployments/204'],
  ['compare', '/stacks/storefront/compare/141/142'],
  ['deployments', '/deployments'],
  ['approvals', '/approvals'],
  ['approvals of an empty server', '/approvals', 'empty'],
  ['approvals of somebody who only looks', '/approvals', 'viewer'],
  ['decided approvals', '/approvals?show=decided'],
  ['repositories', '/repositories'],
  ['repository', '/repositories/r1'],
  ['new repository', '/repositories/new'],
  ['webhooks', '/webhooks'],
  ['webhook delivery', '/webhooks/w1'],
  ['account', '/account'],
  ['sessions', '/account/sessions'],
  ['tokens', '/account/tokens'],
  ['settings', '/settings/general'],
  ['certificates', '/settings/certificates'],
  ['users', '/settings/users'],
  ['audit log', '/settings/audit'],
  ['system', '/settings/about'],
  ['page of another role', '/settings/users', 'viewer'],
  ['no such page', '/nothing/here'],
];

let server, browser;
before(async () => {
  server = await start();
  browser = await chromium.launch(CHROMIUM);
});
after(async () => {
  await browser?.close();
  await server?.close();
});

// Chromium gives up what it loads whenever an interface of the machine comes or goes, and a Docker host has many such.
const interrupted = /ERR_NETWORK_CHANGED/;
const attempts = 5;

/** Opens a page in a window of its own; `work` gets it and the errors that it logs. */
async function opened(visit, work, attempt = 1) {
  const errors = [];
  try {
    await open(visit, errors, async (page) => {
      await work(page);
      assert.deepEqual(errors, []);
    });
  } catch (error) {
    const text = [error, ...errors].join('\n');
    if (attempt === attempts || !interrupted.test(text)) throw error;
    await opened(visit, work, attempt + 1);
  }
}

/** Windows of one scenario share what they load, and what a page keeps in the browser. */
const contexts = new Map();

async function contextOf(scenario = '') {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
  context.setDefaultTimeout(30_000);
  if (scenario) await context.addCookies([{ name: 'scenario', value: scenario, url: server.url }]);
  return context;
}

async function open({ path, scenario, theme, width }, errors, work) {
  if (!contexts.has(scenario)) contexts.set(scenario, contextOf(scenario));
  const page = await (await contexts.get(scenario)).newPage();
  try {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: theme });
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      // The broken server answers 503 on purpose, and Chromium logs each.
      if (message.type() === 'error' && !/ 503 /.test(message.text())) errors.push(message.text());
    });
    await page.goto(server.url + path, { waitUntil: 'networkidle' });
    await page.locator('h1').first().waitFor({ state: 'attached' });
    await work(page);
  } finally {
    await page.close();
  }
}

// Several at once: a visit waits more than it works.
describe('each page', { concurrency: 3 }, () => {
  // One visit for all four: the page answers to its window and to the theme while it is open.
  for (const [name, path, scenario] of pages) {
    it(`shows ${name} to everybody`, () =>
      opened({ path, scenario, theme: 'dark', width: 1440 }, async (page) => {
        const title = await page.locator('h1').first().innerText();
        assert.equal(/no such page/.test(title), name === 'no such page', title);
        for (const width of [1440, 390]) {
          await page.setViewportSize({ width, height: 900 });
          await wear(page, 'dark');
          assert.deepEqual(await faults(page), [], `dark, ${width} px`);
          await wear(page, 'light');
          assert.deepEqual(await faults(page, contrast), [], `light, ${width} px`);
          assert.equal(await overhang(page), 0, `the page is wider than ${width} px`);
        }
      }));
  }
});

describe('what opens above a page', { concurrency: 3 }, () => {
  const overview = { path: '/', theme: 'dark', width: 1440 };
  const german = { scenario: 'german', theme: 'dark', width: 1440 };

  it('shows the palette to everybody, and gives the focus back', () =>
    opened(overview, async (page) => {
      await page.keyboard.press('Control+k');
      const input = page.getByRole('dialog').getByRole('textbox');
      await input.waitFor();
      assert.deepEqual(await faults(page), []);
      await input.fill('repos');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/repositories');
    }));

  it('shows menu and question to everybody', () =>
    opened(overview, async (page) => {
      await page.getByRole('button', { name: 'Actions of identity' }).click();
      await page.getByRole('menu').waitFor();
      assert.deepEqual(await faults(page), []);
      await page.getByRole('menuitem', { name: 'Stop' }).click();
      await page.getByRole('dialog').waitFor();
      assert.deepEqual(await faults(page), []);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }));

  it('leads to what waits for approval by keys, and says how much waits', () =>
    opened({ path: '/approvals', theme: 'dark', width: 1440 }, async (page) => {
      const focused = () => page.evaluate(() => document.activeElement.ariaLabel);
      await page.getByRole('link', { name: 'Approvals 2 waiting' }).waitFor();
      await page.keyboard.press('a');
      assert.equal(await focused(), 'Approve billing v88');
      await page.keyboard.press('j');
      await page.keyboard.press('x');
      assert.equal(await focused(), 'Reject identity v204');
      const [asked] = await Promise.all([
        page.waitForRequest((request) => request.method() === 'POST'),
        page.keyboard.press('Enter'),
      ]);
      assert.match(asked.url(), /identity\/deployments\/204\/approval$/);
      assert.deepEqual(asked.postDataJSON(), { approve: false });
    }));

  it('shows the question of a rollback to everybody, on a phone too', () =>
    opened({ path: '/stacks/storefront/deployments', theme: 'light', width: 390 }, async (page) => {
      await page.getByRole('button', { name: 'Roll back to v140' }).click();
      const question = page.getByRole('dialog', { name: 'Roll storefront back to v140' });
      await question.getByText('PAYMENT_RETRY').waitFor();
      await question.getByText('Not compatible backwards: v141').waitFor();
      const go = question.getByRole('button', { name: 'Roll back to v140' });
      const name = question.getByLabel('Type “v141” to go on');
      await name.fill('v140');
      assert.equal(await go.isDisabled(), true, 'the wrong name');
      await name.fill('v141');
      assert.equal(await go.isEnabled(), true);
      assert.deepEqual(await faults(page), []);
      assert.equal(await overhang(page), 0);
    }));

  it('makes a compose file of docker run commands, and says what it leaves out', () =>
    opened({ path: '/stacks/new/compose', theme: 'dark', width: 1440 }, async (page) => {
      await page.getByText('From docker run').click();
      await page.getByLabel('docker run commands').fill('docker run --rm -p 8080:80 nginx:1.27');
      await page.getByRole('button', { name: 'Convert' }).click();
      await page.getByRole('status').getByText('--rm').waitFor();
      await page.getByText('image: nginx:1.27').waitFor();
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 900 });
        assert.deepEqual(await faults(page), []);
        assert.equal(await overhang(page), 0);
      }
    }));

  it('shows what would be saved of the files, and which of them are generated', () =>
    opened({ path: '/stacks/storefront/files', theme: 'dark', width: 1440 }, async (page) => {
      await page.getByRole('button', { name: 'compose.override.yaml' }).click();
      await page.getByText('Slipway writes this file').waitFor();
      const made = page.getByLabel('compose.override.yaml', { exact: true });
      assert.equal(await made.getAttribute('contenteditable'), 'false');
      await page.getByRole('button', { name: '.env' }).click();
      await page.getByLabel('.env', { exact: true }).click();
      await page.keyboard.press('Control+End');
      await page.keyboard.type('SHOP=shoes');
      await page.keyboard.press('Control+s');
      const review = page.getByRole('dialog', { name: 'What will be saved' });
      await review.getByText('SHOP=shoes').waitFor();
      assert.equal(await review.getByText('compose.override.yaml').count(), 0);
      assert.deepEqual(await faults(page), []);
    }));

  it('shows the menu of a phone to everybody', () =>
    opened({ path: '/stacks', theme: 'dark', width: 390 }, async (page) => {
      await page.getByRole('button', { name: 'Menu' }).click();
      await page.getByRole('dialog').getByRole('link', { name: 'Webhooks' }).waitFor();
      assert.deepEqual(await faults(page), []);
      await page.getByRole('dialog').getByRole('link', { name: 'Webhooks' }).click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.getByRole('heading', { name: 'Webhooks' }).waitFor();
    }));

  it('goes by keys alone', () =>
    opened(overview, async (page) => {
      await page.keyboard.press('g');
      await page.keyboard.press('w');
      await page.waitForURL('**/webhooks');
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
      assert.deepEqual(await faults(page), []);
    }));

  it('leads from an empty server to a deployment in three clicks after the setup', () =>
    opened({ path: '/', scenario: 'empty', theme: 'light', width: 390 }, async (page) => {
      await page.getByRole('link', { name: /From Git/ }).click();
      await page.getByLabel('Address').fill('https://git.acme.dev/acme/shop.git');
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByLabel('Stack name').waitFor();
      assert.equal(await page.getByLabel('Stack name').inputValue(), 'shop');
      await page.getByText('compose.yaml').first().waitFor();
      assert.deepEqual(await faults(page), []);
      await page.getByRole('button', { name: 'Deploy' }).click();
      await page.waitForURL('**/stacks/shop/deployments/142');
    }));

  it('speaks German, kept for the next visit', () =>
    opened({ ...german, path: '/settings/general' }, async (page) => {
      await page.getByLabel('Language').selectOption('de');
      await page.getByRole('heading', { name: 'Einstellungen' }).waitFor();
      await page.reload();
      await page.getByRole('heading', { name: 'Einstellungen' }).waitFor();
      assert.equal(await page.getAttribute('html', 'lang'), 'de');
    }));
});
