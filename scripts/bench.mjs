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
const args = process.argv.slice(2);

await prepareNode();
await nodePackages(peers);
const env = { ...process.env };
env.VIVARIUM_PYTHON = await pythonWith(join(peers, 'requirements.lock'), ['fastapi', 'numpy', 'uvicorn', 'uvloop']);
if (takesRay()) env.VIVARIUM_BENCH_RAY = await ray();
const node = (...args) => run(process.execPath, args, { cwd: root, env });
const compiled = await node(
  join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
  '-p',
  join('bench', 'tsconfig.json'),
);
if (compiled === 0) cpSync(join(root, generated), join(out, generated), { recursive: true });
process.exitCode = compiled || (await node(join(out, 'bench', 'main.js'), ...args));

/** Ray is large: it takes part where everybody does, and where it is asked for. */
function takesRay() {
  if (args.includes('--quick') || args.includes('--profile')) return false;
  return !args.includes('--only') || args.some((name) => /^(.*\/)?ray$/.test(name));
}

/** An environment of its own: an interpreter that VIVARIUM_PYTHON names need not have it. */
async function ray() {
  delete process.env.VIVARIUM_PYTHON;
  return pythonWith(join(peers, 'ray.lock'), ['ray']);
}
