// A canary, led by hand in a browser on the real product: what the page says of it is what the server says and what the
// router does, in each tab, after each click and after a reload.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { wear } from './support/axe.mjs';
import { openBrowser } from './support/browser.mjs';
import { ConnectedStack } from './support/connected.mjs';
import { GitServer } from './support/git-server.mjs';
import { Product, until } from './support/product.mjs';

const APP = 'e2e-canary';
const CANARY = {
  strategy: 'canary',
  stableSeconds: 0,
  drainSeconds: 1,
  canary: [
    { weight: 20, seconds: 3600, approval: false },
    { weight: 60, seconds: 0, approval: true },
  ],
};
/** What the page calls a state of the server. */
const WORDS = {
  QUEUED: 'Queued',
  PREPARING: 'Preparing',
  BUILDING: 'Building',
  DEPLOYING: 'Deploying',
  VERIFYING: 'Verifying',
  SUCCEEDED: 'Live',
  ROLLING_BACK: 'Rolling back',
  ROLLED_BACK: 'Rolled back',
};
let folder, git, product, browser, app;
let promoted = false;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-git-'));
  git = await GitServer.start(folder);
  product = await Product.start();
  app = await ConnectedStack.make(product, git, APP, CANARY);
  const viewport = { width: 1440, height: 900 };
  browser = await openBrowser(product, { viewport, reducedMotion: 'reduce' });
});

after(async () => {
  await browser?.close();
  await product?.stop();
  await git?.stop();
  await rm(folder, { recursive: true, force: true });
});

const said = ({ state, canaryWeight: weight }) =>
  state === 'DEPLOYING' && weight ? `Canary · ${weight} %` : (WORDS[state] ?? state);

/** A tab with the page of a deployment, which notes all that the server told it and all that it showed. */
class Tab {
  static async open(number) {
    const tab = new Tab();
    tab.number = number;
    tab.page = await browser.newPage();
    tab.told = new Set();
    tab.shown = new Set();
    tab.faults = [];
    tab.page.on('pageerror', (error) => tab.faults.push(String(error)));
    tab.page.on('response', (answer) => {
      if (answer.url().endsWith(`/deployments/${number}`) && answer.ok())
        answer.json().then(
          ({ deployment }) => tab.told.add(said(deployment)),
          () => {}, // the page itself, or a tab that was closed meanwhile
        );
    });
    await tab.page.exposeFunction('slipwayShows', (text) => tab.shown.add(text));
    await tab.page.addInitScript((pill) => {
      let last;
      new MutationObserver(() => {
        const text = document.querySelector(pill)?.textContent.trim();
        if (text && text !== last) globalThis.slipwayShows((last = text));
      }).observe(document, { subtree: true, childList: true, characterData: true });
    }, PILL);
    await tab.page.goto(`${product.url}/stacks/${APP}/deployments/${number}`);
    return tab;
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true }).filter({ visible: true });
  }

  /** What the page says: status, share, and whether it can be paused or resumed. */
  async says() {
    const all = async (locator) => (await locator.allInnerTexts()).map((text) => text.trim());
    return {
      status: (await all(this.page.locator(PILL)))[0],
      share: (
        await all(this.page.locator('[aria-label="Shares of the requests"] [aria-current=step]'))
      ).map((text) => parseInt(text)),
      paused: (await this.button('Resume').count()) === 1,
      pausable: (await this.button('Pause').count()) === 1,
    };
  }

  /** Waits until the page says what the server says now, which is to be `wanted`. */
  async agrees(wanted) {
    let page, server;
    await until(
      `the page of #${this.number} agrees with the server: ${JSON.stringify(wanted)}`,
      async () => {
        server = await state(this.number);
        page = await this.says();
        return JSON.stringify([page, page]) === JSON.stringify([server, { ...server, ...wanted }]);
      },
      60_000,
    ).catch((error) => {
      throw new Error(
        `${error.message}\npage: ${JSON.stringify(page)}\nserver: ${JSON.stringify(server)}`,
      );
    });
  }

  /** Nothing was shown that the server had not told. */
  honest() {
    assert.deepEqual(
      [...this.shown].filter((text) => !this.told.has(text)),
      [],
    );
    assert.deepEqual(this.faults, []);
  }
}
const PILL = 'main [aria-live=polite]';

const details = (number) => product.api('GET', `/api/v1/stacks/${APP}/deployments/${number}`);

/** What the server says, in the page's words. */
async function state(number) {
  const { deployment, canary } = await details(number);
  const weight = deployment.canaryWeight;
  const settling = deployment.state === 'VERIFYING' && canary ? [100] : [];
  return {
    status: said(deployment),
    share: weight ? [weight] : settling,
    paused: weight ? canary.paused : false,
    pausable: weight ? !canary.paused : false,
  };
}

/** How many of a hundred requests the new version answers. */
async function share(version) {
  const answers = [];
  for (let i = 0; i < 100; i += 10)
    answers.push(...(await Promise.all(Array.from({ length: 10 }, () => app.answer()))));
  return answers.filter((answer) => answer === version).length;
}

async function near(version, percent) {
  const got = await share(version);
  assert.ok(Math.abs(got - percent) <= 5, `${version} answered ${got} of 100, ${percent} are set`);
}

test('is paused, resumed, led on and promoted by buttons, the same in each tab', async () => {
  await app.push('v1');
  await until('the deployment has begun', async () => (await app.deployments()).length === 2);
  const first = await Tab.open(2);
  await first.agrees({ status: 'Canary · 20 %', pausable: true });
  await until('the share is set', async () => (await details(2)).canary.waits);
  await near('v1', 20);
  await pictures(first.page);

  await first.button('Pause').click();
  await first.agrees({ status: 'Canary · 20 %', paused: true });
  await first.page.getByText('Paused until somebody resumes it.').waitFor();
  await first.page.reload();
  await first.agrees({ status: 'Canary · 20 %', paused: true });

  const second = await Tab.open(2);
  await second.page.setViewportSize({ width: 390, height: 844 });
  await second.agrees({ status: 'Canary · 20 %', paused: true });
  await second.button('Resume').click();
  for (const tab of [second, first]) await tab.agrees({ paused: false, pausable: true });

  await first.button('Next step').click();
  for (const tab of [first, second]) {
    await tab.agrees({ status: 'Canary · 60 %', share: [60] });
    await tab.page.getByText('Waiting for somebody to go on to the next step.').waitFor();
  }
  await near('v1', 60);

  await second.button('Promote to 100 %').click();
  for (const tab of [first, second]) {
    await tab.agrees({ status: 'Live', share: [], pausable: false });
    tab.honest();
    await tab.page.close();
  }
  assert.equal(await share('v1'), 100);
  promoted = true;
});

test('goes back to the version before when it is aborted while its share waits', async (t) => {
  if (!promoted) return t.skip('there is no version before');
  await app.push('v2');
  await until('the deployment has begun', async () => (await app.deployments()).length === 3);
  const tab = await Tab.open(3);
  await tab.agrees({ status: 'Canary · 20 %' });
  await tab.button('Abort').click();
  await tab.page
    .getByRole('dialog', { name: 'Abort v3' })
    .getByRole('button', { name: 'Abort' })
    .click();
  await tab.agrees({ status: 'Rolled back', share: [], pausable: false });
  tab.honest();
  assert.equal(await share('v1'), 100);
  const { deployment } = await product.ended(APP, 3);
  assert.equal(deployment.state, 'ROLLED_BACK');
});

/** Keeps pictures of the page in $SHOTS. */
async function pictures(page) {
  if (!process.env.SHOTS) return;
  for (const [theme, width, height] of [
    ['dark', 1440, 900],
    ['light', 390, 844],
  ]) {
    await page.setViewportSize({ width, height });
    await page.reload();
    await page.getByText('live', { exact: true }).waitFor();
    await wear(page, theme);
    await page.waitForTimeout(4500); // rates need two looks at the router
    await page.screenshot({
      path: join(process.env.SHOTS, `canary-${theme}-${width}.png`),
      fullPage: true,
    });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}
