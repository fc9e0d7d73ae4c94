// A stack `name` that a git repository feeds, connected through the API as the pages do it.
import { deliver } from './app.mjs';
import { addServer, fastAppFiles } from './fast-app.mjs';
import { freePort, TERMINAL, until } from './product.mjs';

export class ConnectedStack {
  /** Makes repository, stack, source and strategy, and deploys `v0`. */
  static async make(product, git, name, deploy = {}) {
    const stack = new ConnectedStack();
    stack.product = product;
    stack.name = name;
    stack.port = await freePort();
    stack.url = `http://127.0.0.1:${stack.port}/version`;
    stack.copy = await git.repository(name);
    await addServer(stack.copy);
    stack.head = await stack.copy.commit('feat: first version', fastAppFiles('v0', stack.port));
    await stack.copy.push();
    const repository = await product.api('POST', '/api/v1/repositories', {
      url: stack.copy.url,
      provider: 'GITEA',
      credential: { kind: 'NONE' },
      poll: { mode: 'NEVER', seconds: 60 },
    });
    stack.repositoryId = repository.id;
    await product.api('POST', '/api/v1/stacks', { name });
    await product.api('PUT', `/api/v1/stacks/${name}/source`, {
      repositoryId: repository.id,
      branch: 'main',
      composePath: 'compose.yaml',
      branches: ['main'],
      tags: [],
      paths: [],
      skipMarks: ['[skip ci]'],
      autoDeploy: true,
    });
    await stack.configure(deploy);
    const address = await product.api('GET', `/api/v1/repositories/${repository.id}/webhook`);
    stack.address = { ...address, url: product.url + new URL(address.url).pathname };
    const { number } = await product.api('POST', `/api/v1/stacks/${name}/deployments`, {});
    stack.first = await product.ended(name, number);
    return stack;
  }

  /** Changes strategy, windows and checks. */
  async configure(change) {
    const path = `/api/v1/stacks/${this.name}/deploy`;
    const quick = { soakSeconds: 0, drainSeconds: 5, stableSeconds: 1 };
    const config = await this.product.api('GET', path);
    await this.product.api('PUT', path, { ...config, ...quick, ...change });
  }

  /** Commits, pushes, and tells Slipway; returns the commit. */
  async push(version, options) {
    const before = this.head;
    this.head = await this.copy.commit(
      options?.message ?? `feat: ${version}`,
      fastAppFiles(version, this.port, options),
    );
    await this.copy.push();
    const receipt = await deliver(this.address, this.name, this.head, before);
    if (receipt.status !== 202) throw new Error(`delivery: ${receipt.status}`);
    return this.head;
  }

  /** What the app answers now. */
  async answer() {
    return (await (await fetch(this.url)).text()).trim();
  }

  /** Waits for the end of what was pushed last and returns it; asks seldom where the server's CPU is measured. */
  ended(every = 500, limit = 600_000) {
    return until(
      `the push to ${this.name} ends`,
      async () => {
        const path = `/api/v1/stacks/${this.name}/deployments?limit=1`;
        const [newest] = (await this.product.api('GET', path)).items;
        return newest.commit?.sha === this.head && TERMINAL.has(newest.state) && newest;
      },
      limit,
      every,
    );
  }

  async deployments() {
    const path = `/api/v1/stacks/${this.name}/deployments?limit=100`;
    return (await this.product.api('GET', path)).items;
  }
}
