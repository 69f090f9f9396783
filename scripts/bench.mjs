/**
 * `npm run bench`: vivarium beside its floors and its peers. They are installed beside the benchmark, and it is compiled as
 * the package is: a loader that rewrites code while it runs would be measured too.
 */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { nodePackages, prepareNode, pythonWith, root } from './prepare.mjs';
import { run } from './run.mjs';

const peers = join(root, 'bench', 'peers');
const out = join(root, '.cache', 'bench');
const generated = join('src', 'bridge', 'generated');

await prepareNode();
await nodePackages(peers);
const python = await pythonWith(join(peers, 'requirements.lock'), ['fastapi', 'numpy', 'uvicorn', 'uvloop']);
const node = (...args) => run(process.execPath, args, { cwd: root, env: { ...process.env, VIVARIUM_PYTHON: python } });
const compiled = await node(
  join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
  '-p',
  join('bench', 'tsconfig.json'),
);
if (compiled === 0) cpSync(join(root, generated), join(out, generated), { recursive: true });
process.exitCode = compiled || (await node(join(out, 'bench', 'main.js'), ...process.argv.slice(2)));
