/** `npm run test:chaos`: everything that goes wrong on purpose, for longer: a hundred kills of the host, a thousand of each bad input. */
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';
import { run } from './run.mjs';

const python = await prepare('dev');
const more = { VIVARIUM_ORPHAN_MOMENTS: '100', VIVARIUM_FUZZ_RUNS: '1000' };
const env = { ...more, ...process.env, VIVARIUM_PYTHON: python };
const program = join(root, 'node_modules', 'vitest', 'vitest.mjs');
process.exitCode = await run(process.execPath, [program, 'run', 'test/chaos', 'test/fuzz'], { cwd: root, env });
