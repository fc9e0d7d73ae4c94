// The pages of the real product with what a real engine, router and repository put into them: axe finds nothing against
// WCAG 2.2 AA, nothing reaches over the edge, no page logs an error. With $SHOTS a picture of each is kept there.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { contrast, faults, overhang, wear } from './support/axe.mjs';
import { openBrowser } from './support/browser.mjs';
import { ConnectedStack } from './support/connected.mjs';
import { GitServer } from './support/git-server.mjs';
import { Product, until } from './support/product.mjs';

const APP = 'pages-shop';
const stack = `/stacks/${APP}`;
const dead = ['/bin/busybox', 'sh', '-c', "echo 'FATAL: no database at db:5432' >&2; exit 3"];
let folder, git, product, browser, connected;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-git-'));
  git = await GitServer.start(folder);
  product = await Product.start();
  connected = await ConnectedStack.make(product, git, APP);
  await connected.push('v1', {
    message: 'feat: sell shoes and also show every one of them in a picture',
  });
  await until('the second has begun', async () => (await connected.deployments()).length === 2);
  await product.ended(APP, 2);
  await connected.push('v2', { message: 'feat: sell socks', command: dead });
  await until('the third has begun', async () => (await connected.deployments()).length === 3);
  await product.ended(APP, 3);
  browser = await openBrowser(product, { reducedMotion: 'reduce' });
});

after(async () => {
  await browser?.close();
  await product?.stop();
  await git?.stop();
  await rm(folder, { recursive: true, force: true });
});

const delivery = async () =>
  `/webhooks/${(await product.api('GET', '/api/v1/webhooks')).items[0].id}`;

// Several at once: a visit waits more than it works.
describe('each page', { concurrency: 3 }, () => {
  for (const [name, path] of [
    ['overview', '/'],
    ['services', stack],
    ['deploy', `${stack}/deploy`],
    ['history', `${stack}/deployments`],
    ['logs', `${stack}/logs`],
    ['files', `${stack}/files`],
    ['strategy', `${stack}/settings/strategy`],
    ['deployment', `${stack}/deployments/2`],
    ['failed deployment', `${stack}/deployments/3`],
    ['compare', `${stack}/compare/1/2`],
    ['repository', () => `/repositories/${connected.repositoryId}`],
    ['webhooks', '/webhooks'],
    ['webhook delivery', delivery],
  ]) {
    test(`shows ${name} of a real stack to everybody`, async () => {
      const page = await browser.newPage();
      const errors = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
      try {
        await page.goto(product.url + (typeof path === 'string' ? path : await path()));
        await page.waitForLoadState('networkidle');
        await page.locator('h1').first().waitFor();
        for (const width of [1440, 390]) {
          await page.setViewportSize({ width, height: 900 });
          for (const theme of ['dark', 'light']) {
            await wear(page, theme);
            if (process.env.SHOTS) {
              const file = `${name.replaceAll(' ', '-')}-${theme}-${width}.png`;
              await page.screenshot({ path: join(process.env.SHOTS, file), fullPage: true });
            }
            const found = await faults(page, theme === 'light' ? contrast : undefined);
            assert.deepEqual(found, [], `${theme}, ${width} px`);
          }
          assert.equal(await overhang(page), 0, `the page is wider than ${width} px`);
        }
        assert.deepEqual(errors, []);
      } finally {
        await page.close();
      }
    });
  }
});
