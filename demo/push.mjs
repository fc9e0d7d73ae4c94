// Edits the demo's app and pushes. Usage: push.mjs <message> | --broken
import { change } from './app-copy.mjs';
import { ensureGitServer } from './git-process.mjs';
import { readState, refuse, writeState } from './place.mjs';

const args = process.argv.slice(2);
const broken = args.includes('--broken');
const message = args.filter((argument) => !argument.startsWith('--')).join(' ').replace(/\s+/g, ' ').trim();
if ((!message && !broken) || args.some((argument) => argument.startsWith('--') && argument !== '--broken')) {
  refuse('Usage: ./demo/push "Hello, green"   or   ./demo/push --broken');
}
const state = await readState();
if (!state?.stack) refuse('There is no demo yet: ./run --demo makes it.');
await writeState(await ensureGitServer(state));
const commit = await change({ message: message || undefined, broken });
console.log(`Pushed ${commit}${broken ? ', a version that answers 500: Slipway must not let it live' : ''}.`);
console.log(`  The app    ${state.appUrl}`);
console.log(`  Its story  ${state.url}/stacks/${state.stack}`);
