/**
 * `npm run bench:kernel`: the kernel beside its peers. They are installed beside the benchmark, and it is compiled as
 * the package is: a loader that rewrites code while it runs would be measured too.
 */
import { join } from 'node:path';
import { nodePackages, prepareNode, root } from './prepare.mjs';
import { run } from './run.mjs';

await prepareNode();
await nodePackages(join(root, 'bench', 'kernel', 'peers'));
const node = (...args) => run(process.execPath, args, { cwd: root });
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
process.exitCode =
  (await node(tsc, '-p', join('bench', 'kernel', 'tsconfig.json'))) ||
  (await node(join('.cache', 'bench-kernel', 'bench', 'kernel', 'main.js'), ...process.argv.slice(2)));
