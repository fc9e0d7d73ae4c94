// Stacks that cost next to nothing: one service each, of the machine's busybox, that says "tick" every five seconds.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addBusybox } from './app.mjs';
import { removeProjects, sh } from './product.mjs';

const LOOP = 'while :; do /bin/busybox echo tick; /bin/busybox sleep 5; done';
const AT_ONCE = 4;

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
      await writeFile(
        join(stacks.folder(name), 'compose.yaml'),
        `services:\n  web:\n    image: ${stacks.image}\n    command: ["/bin/busybox", "sh", "-c", "${LOOP}"]\n    stop_grace_period: 0s\n`,
      );
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

  /** Removes containers, networks and the image. */
  async remove() {
    await removeProjects(this.names);
    await sh('docker', ['rmi', '-f', this.image]);
  }
}
