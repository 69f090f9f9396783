/**
 * `npm run test:matrix [-- PATH…]`: every test on either lane, with and without the zygote, and the fault tests for longer.
 * Each cell is a run of `npm test`; the last lines say how each went. It takes four times as long.
 */
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';
import { run } from './run.mjs';

const lanes = ['grpc', 'socket'];
const zygotes = ['0', '1'];
const python = await prepare('dev');
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const paths = process.argv.slice(2);
const results = [];
for (const lane of lanes) {
  for (const zygote of zygotes) {
    const env = { ...process.env, VIVARIUM_PYTHON: python, VIVARIUM_LANE: lane, VIVARIUM_ZYGOTE: zygote };
    const cell = `lane ${lane}, zygote ${zygote}`;
    process.stdout.write(`\n== ${cell}\n`);
    const all = await run(process.execPath, [join(root, 'scripts', 'test.mjs'), ...paths], { cwd: root, env });
    results.push([cell, 'every test', all]);
    if (paths.length > 0) continue;
    const more = { ...env, VIVARIUM_ORPHAN_MOMENTS: '20' };
    results.push([
      cell,
      'faults',
      await run(process.execPath, [vitest, 'run', 'test/chaos'], { cwd: root, env: more }),
    ]);
  }
}
process.stdout.write('\n');
for (const [cell, what, code] of results)
  process.stdout.write(`${code === 0 ? 'passed' : 'FAILED'}  ${cell}: ${what}\n`);
process.exitCode = results.every(([, , code]) => code === 0) ? 0 : 1;
