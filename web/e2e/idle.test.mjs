// What the product holds in memory with 20 stacks when nothing happens, and what it computes. Only memory is bounded, at
// 1.25 times its target: CPU and time depend on the machine and on what else it does (docs/performance.md).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { cpuSeconds, memory, tree } from '../../bench/support/measure.mjs';
import { Product } from './support/product.mjs';
import { QuietStacks } from './support/quiet-stacks.mjs';

const TARGET = { rss: 90, anon: 55 }; // MiB
const GUARD = 1.25;
let product, stacks;

before(async () => {
  product = await Product.start();
  stacks = await QuietStacks.write(product, 'e2e-idle', 20);
  await stacks.up();
  await stacks.running();
});

after(async () => {
  await stacks?.remove();
  await product?.stop();
});

test('holds little memory with 20 stacks when nothing happens', async (t) => {
  const pids = () => tree(product.child.pid);
  let used = Infinity;
  for (let second = 0; second < 15 && used > 0.01; second++) {
    const before = cpuSeconds(pids());
    await pause(1000);
    used = cpuSeconds(pids()) - before;
  }
  const { rss, pss, anon } = memory(pids());
  t.diagnostic(
    `RSS ${rss.toFixed(1)}, PSS ${pss.toFixed(1)}, anonymous ${anon.toFixed(1)} MiB; CPU ${(used * 100).toFixed(0)} % of a core in the last second; ready after ${product.readyMs.toFixed(0)} ms`,
  );
  assert.ok(rss <= GUARD * TARGET.rss, `RSS is ${rss} MiB`);
  assert.ok(anon <= GUARD * TARGET.anon, `anonymous memory is ${anon} MiB`);
});
