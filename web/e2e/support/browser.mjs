// Debian's Chromium under Playwright. The flags keep it from calling home and from needing a sandbox or a GPU.
import { chromium } from 'playwright-core';

export const CHROMIUM = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // What `outside` below hands over counts as from afar, and may then not talk to this machine.
    '--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets',
  ],
};

/**
 * Lets Playwright ask in Chromium's stead, which ends what it is asking (ERR_NETWORK_CHANGED) whenever the engine makes
 * or takes a network on this machine. Does not touch WebSockets.
 */
export async function outside(route) {
  try {
    await route.fulfill({ response: await route.fetch({ maxRedirects: 0 }) });
  } catch {
    await route.abort('connectionrefused').catch(() => {}); // the page may be gone
  }
}

/** Opens a browser whose pages are logged in to the product (when the product has an administrator). */
export async function openBrowser(product, options = {}) {
  const browser = await chromium.launch(CHROMIUM);
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  await context.route('**', outside);
  if (product?.cookie) {
    await context.addCookies(
      product.cookie.split('; ').map((pair) => {
        const [name, value] = pair.split('=', 2);
        return { name, value, url: product.url, httpOnly: true, sameSite: 'Lax' };
      }),
    );
  }
  return { newPage: () => context.newPage(), context, close: () => browser.close() };
}
