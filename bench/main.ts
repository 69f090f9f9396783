/**
 * Side by side in one run: ours, the bare lane (our floor), and a unary gRPC call per tool call.
 * Rounds are interleaved and shuffled; figures are medians; only ratios within one table mean anything.
 *
 *   npm run bench -- [--quick] [--json]
 */
import { parseArgs } from 'node:util';
import { ensurePythonEnv } from '../src/python/index.ts';
import { type Contender, measure, median, shuffled, type Window } from './measure.ts';
import { bareLane } from './rows/bare-lane.ts';
import { unary } from './rows/unary.ts';
import { vivarium } from './rows/vivarium.ts';
import { type Row, table } from './table.ts';

const { values: flags } = parseArgs({ options: { quick: { type: 'boolean' }, json: { type: 'boolean' } } });
const [rounds, windowMs] = flags.quick ? [3, 200] : [9, 400];
const CALLERS = [1, 16, 64];

const { python } = await ensurePythonEnv();
const contenders: Contender[] = [await vivarium(64), await vivarium(1), await bareLane(python), await unary(python)];
const seen = new Map<string, Window[]>();

try {
  for (const contender of contenders) await measure(contender, 64, windowMs); // warm-up: compiled, connected, measured tools
  for (let round = 0; round < rounds; round++) {
    if (process.stderr.isTTY) process.stderr.write(`\rround ${round + 1} of ${rounds}`);
    const runs = contenders.flatMap((contender) => CALLERS.map((callers) => ({ contender, callers })));
    for (const { contender, callers } of shuffled(runs)) {
      const key = `${contenders.indexOf(contender)}/${callers}`;
      seen.set(key, [...(seen.get(key) ?? []), await measure(contender, callers, windowMs)]);
    }
  }
} finally {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  await Promise.all(contenders.map((contender) => contender.close()));
}

const rows = CALLERS.flatMap((callers) =>
  contenders.map((contender, index): Row => {
    const windows = seen.get(`${index}/${callers}`) ?? [];
    return {
      name: contender.name,
      callers,
      concurrency: contender.concurrency,
      window: contender.window,
      p50Us: median(windows.map((window) => window.p50Us)),
      p99Us: median(windows.map((window) => window.p99Us)),
      callsPerSecond: median(windows.map((window) => window.callsPerSecond)),
    };
  }),
);
process.stdout.write(flags.json ? `${JSON.stringify(rows, null, 2)}\n` : table(rows));
