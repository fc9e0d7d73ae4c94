// What the router promises while versions and controllers come and go. Through the API, on the real engine.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { ConnectedStack } from './support/connected.mjs';
import { GitServer } from './support/git-server.mjs';
import { OpenLoop } from './support/open-loop.mjs';
import { Product, sh, TERMINAL, until } from './support/product.mjs';

let folder, git, product;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-git-'));
  git = await GitServer.start(folder);
  product = await Product.start();
});

after(async () => {
  await product?.stop();
  await git?.stop();
  await rm(folder, { recursive: true, force: true });
});

test('loses no request of 400 a second in 20 blue/green deployments and 3 controller crashes', async () => {
  const stack = await ConnectedStack.make(product, git, 'e2e-handover', { strategy: 'blue-green' });
  assert.equal(
    stack.first.deployment.state,
    'SUCCEEDED',
    JSON.stringify(stack.first.deployment.failure),
  );
  const load = new OpenLoop(stack.url, 400);
  for (let version = 1; version <= 20; version++) {
    await stack.push(`v${version}`);
    if (version % 6 === 0) {
      await until('it is under way', async () => (await stack.deployments())[0].startedAt);
      await pause(300 * (version / 6)); // another moment each time
      await product.kill();
      await product.launch();
      await product.logIn();
    }
    const [newest] = await until('it is queued', async () => {
      const all = await stack.deployments();
      return all[0].commit?.sha === stack.head && all;
    });
    const { deployment } = await product.ended('e2e-handover', newest.number);
    if (deployment.state !== 'SUCCEEDED') {
      // A crash before the point of no return may end it; the old version then serves, and a retry brings the new one.
      assert.equal(
        version % 6,
        0,
        `v${version}: ${deployment.state} ${JSON.stringify(deployment.failure)}`,
      );
      const retry = await product.api(
        'POST',
        `/api/v1/stacks/e2e-handover/deployments/${newest.number}/retry`,
      );
      const again = await product.ended('e2e-handover', retry.number);
      assert.equal(again.deployment.state, 'SUCCEEDED', JSON.stringify(again.deployment.failure));
    }
    assert.equal(await stack.answer(), `v${version}`);
  }
  const figures = await load.stop();
  assert.deepEqual(figures.failures, []);
  assert.equal(figures.lost, 0);
  assert.ok(load.answers.has('v20'));
});

test('ends with the newest commit live after 20 pushes 50 ms apart', async () => {
  const stack = await ConnectedStack.make(product, git, 'e2e-pushes', { strategy: 'blue-green' });
  for (let version = 1; version <= 20; version++) {
    await stack.push(`v${version}`);
    await pause(50);
  }
  await until('the newest is live', async () => (await stack.answer()) === 'v20', 180_000);
  const all = await until('all have ended', async () => {
    const deployments = await stack.deployments();
    return deployments.every((deployment) => TERMINAL.has(deployment.state)) && deployments;
  });
  assert.equal(all[0].state, 'SUCCEEDED');
  assert.equal(all[0].commit.sha, stack.head);
  for (const superseded of all.filter((deployment) => deployment.state === 'SUPERSEDED')) {
    assert.match(superseded.note, /#\d+|newer/);
  }
});

test('holds requests under recreate, fails none', async () => {
  const stack = await ConnectedStack.make(product, git, 'e2e-recreate', { strategy: 'recreate' });
  const load = new OpenLoop(stack.url, 100);
  await stack.push('v1');
  const [newest] = await until('it is queued', async () => {
    const all = await stack.deployments();
    return all[0].commit?.sha === stack.head && all;
  });
  const { deployment } = await product.ended('e2e-recreate', newest.number);
  const figures = await load.stop();
  assert.equal(deployment.state, 'SUCCEEDED', JSON.stringify(deployment.failure));
  assert.deepEqual(figures.failures, []);
  assert.equal(await stack.answer(), 'v1');
});

test('goes on serving when the controller is told to end', async (t) => {
  const stack = await ConnectedStack.make(product, git, 'e2e-term');
  const containers = () =>
    sh('docker', [
      'ps', '-q', '--no-trunc', '--filter', 'label=com.docker.compose.project=e2e-term',
    ]); // prettier-ignore
  const before = await containers();
  const load = new OpenLoop(stack.url, 100);
  t.diagnostic(`the controller ended after ${Math.round(await product.terminate())} ms`);
  assert.equal(await stack.answer(), 'v0');
  assert.equal(await containers(), before);
  await product.launch();
  await product.logIn();
  const figures = await load.stop();
  assert.deepEqual(figures.failures, []);
  assert.equal(await stack.answer(), 'v0');
  assert.equal(await containers(), before);
});
