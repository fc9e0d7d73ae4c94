// Holds what a page loads at first to its budget: all scripts of the page itself, its words in English included,
// compressed as they travel. Run after a build.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const kilobyte = 1000;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist)));

const words = (...features) => features.map((feature) => `src/i18n/en/${feature}.json`);
const pages = {
  login: { most: 125, parts: ['src/pages/door/LoginPage.vue', ...words('core', 'door')] },
  overview: {
    most: 130,
    parts: [
      'src/app/Shell.vue',
      'src/pages/overview/OverviewPage.vue',
      ...words('core', 'overview', 'stacks'),
    ],
  },
};

/** The chunk and all that it imports at once. */
function closure(key, found = new Set()) {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`The build has no ${key}: was it renamed?`);
  if (found.has(key)) return found;
  found.add(key);
  (chunk.imports ?? []).forEach((imported) => closure(imported, found));
  return found;
}

function size(key) {
  return gzipSync(readFileSync(new URL(manifest[key].file, dist)), { level: 9 }).length;
}

let over = false;
for (const [page, { most, parts }] of Object.entries(pages)) {
  const chunks = new Set(['index.html', ...parts].flatMap((part) => [...closure(part)]));
  const total = [...chunks].reduce((sum, key) => sum + size(key), 0) / kilobyte;
  console.log(`${page}: ${total.toFixed(1)} kB of script, at most ${most}`);
  over ||= total > most;
}
if (over) {
  console.error('The first load is too large: make something lazy, or leave it out.');
  process.exit(1);
}
