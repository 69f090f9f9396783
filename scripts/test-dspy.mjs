/** `npm run test:dspy`: agents over DSPy, which is large (350 MB) and therefore no part of `npm test`. */
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';
import { run } from './run.mjs';

const python = await prepare('dspy');
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const env = { ...process.env, VIVARIUM_DSPY_PYTHON: python };
process.exitCode = await run(process.execPath, [vitest, 'run', 'test/dspy', ...process.argv.slice(2)], {
  cwd: root,
  env,
});
