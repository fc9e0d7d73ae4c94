// A person at a page: counts what they do, and notices when the page is loaded anew or logs an error.
import assert from 'node:assert/strict';

export class Visitor {
  clicks = 0;
  typed = 0;
  faults = [];

  constructor(page) {
    this.page = page;
    page.on('pageerror', (error) => this.faults.push(String(error)));
    page.on('console', (message) => {
      const { url } = message.location();
      if (message.type() === 'error') this.faults.push(`${message.text()} ${url}`);
    });
  }

  async click(role, name) {
    await this.page.getByRole(role, { name, exact: typeof name === 'string' }).click();
    this.clicks++;
  }

  async type(label, text) {
    await this.page.getByLabel(label, { exact: true }).fill(text);
    this.typed++;
  }

  /** Waits until the status at the head of a deployment's page says `text`. */
  async sees(text, timeout = 30_000) {
    const status = this.page.locator('main [aria-live=polite]').first();
    await status.filter({ hasText: text }).waitFor({ timeout });
  }

  /** Opens a page; from here on it is not loaded again. */
  async stay(path) {
    await this.page.goto(new URL(path, this.page.url()).href);
    await this.page.locator('h1').first().waitFor();
    await this.page.evaluate(() => (globalThis.stayed = true));
  }

  async stayed() {
    assert.ok(await this.page.evaluate(() => globalThis.stayed), 'the page was loaded again');
  }

  async knowsNoFault() {
    assert.deepEqual(this.faults, []);
  }
}
