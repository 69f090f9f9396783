/** `npm run test:long`: what takes minutes. A million calls that must leave nothing behind, and twenty soaks, each with a seed of its own. */
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';
import { run } from './run.mjs';

const python = await prepare('dev');
const more = { VIVARIUM_LEAK_CALLS: '1000000', VIVARIUM_SOAK_SEEDS: '20', VIVARIUM_SOAK_CALLS: '4000' };
const env = { ...more, ...process.env, VIVARIUM_PYTHON: python };
const program = join(root, 'node_modules', 'vitest', 'vitest.mjs');
process.exitCode = await run(process.execPath, [program, 'run', 'test/chaos/soak'], { cwd: root, env });
