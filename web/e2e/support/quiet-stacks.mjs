// Stacks that cost next to nothing: one service each, of the machine's busybox, that says "tick" every five seconds.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addBusybox } from './app.mjs';
import { sh, until } from './product.mjs';

const LOOP = 'while :; do /bin/busybox echo tick; /bin/busybox sleep 5; done';
const LABEL = 'slipway-test.quiet';
const AT_ONCE = 4;

/** Without a network, because twenty of them take longer than all the rest. */
const COMPOSE = (image) => `services:
  web:
    image: ${image}
    command: ["/bin/busybox", "sh", "-c", "${LOOP}"]
    labels: ["${LABEL}=${image}"]
    network_mode: none
    stop_grace_period: 0s
`;

export class QuietStacks {
  /** Builds the image `prefix` and writes `count` stacks, `prefix`-0 and so on, into the product's folder. */
  static async write(product, prefix, count) {
    const stacks = new QuietStacks();
    stacks.product = product;
    stacks.image = prefix;
    stacks.names = Array.from({ length: count }, (_, i) => `${prefix}-${i}`);
    const context = join(product.folder, 'image');
    await mkdir(context);
    await addBusybox({ folder: context });
    await writeFile(join(context, 'Dockerfile'), 'FROM scratch\nCOPY busybox /bin/busybox\n');
    await sh('docker', ['build', '-q', '-t', stacks.image, context]);
    for (const name of stacks.names) {
      await mkdir(stacks.folder(name));
      await writeFile(join(stacks.folder(name), 'compose.yaml'), COMPOSE(prefix));
    }
    return stacks;
  }

  folder(name) {
    return join(this.product.stacks, name);
  }

  /** Starts all of them, by hand as it were. */
  async up() {
    const left = [...this.names];
    const work = async () => {
      for (let name = left.pop(); name; name = left.pop()) {
        await sh('docker', ['compose', '--project-directory', this.folder(name), 'up', '-d']);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  /** Waits until the product says that all of them run. */
  async running() {
    await until('all stacks run', async () => {
      const known = await this.product.api('GET', '/api/v1/stacks');
      return this.names.every((name) =>
        known.some((stack) => stack.name === name && stack.status === 'RUNNING'),
      );
    });
  }

  /** Removes containers, folders, the image, and what deployments have called it. */
  async remove() {
    const filter = ['--filter', `label=${LABEL}=${this.image}`];
    const ids = (await sh('docker', ['ps', '-aq', ...filter])).split('\n').filter(Boolean);
    if (ids.length) await sh('docker', ['rm', '-fv', ...ids]);
    const named = [this.image, `slipway/${this.image}-*`];
    const references = named.flatMap((name) => ['--filter', `reference=${name}`]);
    const format = '{{.Repository}}:{{.Tag}}';
    const images = await sh('docker', ['images', '--format', format, ...references]);
    await sh('docker', ['rmi', '-f', ...images.split('\n').filter(Boolean)]);
    for (const name of this.names) await rm(this.folder(name), { recursive: true, force: true });
  }
}
