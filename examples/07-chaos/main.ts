/**
 * `npm run example 07-chaos`: a pool of three workers, eight callers, and a plan of what goes wrong. It fails unless every
 * call is answered in the end and everybody is back.
 */
import { join } from 'node:path';
import { pino } from 'pino';
import { isVivariumError, pool } from '../../src/index.ts';
import { createFaultyRuntime, faults } from '../../src/testing/index.ts';
import { plan } from './plan.ts';

const runtime = createFaultyRuntime({
  logger: pino({ level: 'silent' }), // this prints by itself what there is to tell
  pools: {
    ml: pool<{ square(args: { number: number }): number }>({
      adapter: join(import.meta.dirname, 'adapter.py'),
      size: 3,
      timeout: '1s',
      onTimeout: 'kill', // a tool that does not hear is no reason to wait
      intensity: 10,
      period: '10s',
      backoff: { initial: '100ms', max: '1s' },
    }),
  },
});
const { ml } = runtime.pools;

runtime.on('crash', ({ worker, incarnation, cause }) => say('crash', `${worker}#${incarnation}: ${cause}`));
runtime.on('ready', ({ worker, incarnation }) => say('ready', `${worker}#${incarnation}`));

await runtime.start();
let calls = 0;
let repeated = 0;
let over = false;
const callers = Array.from({ length: 8 }, async () => {
  while (!over) await answered(calls++);
});

const handles = await faults(runtime).play(plan);
over = true;
await Promise.all(callers);
for (const handle of handles) handle.undo();
await Promise.all([0, 1, 2].map(answered)); // it serves on

const missed = handles.filter(({ hits }) => hits === 0).map(({ fault }) => fault.kind);
say('faults', handles.map(({ fault }) => fault.kind).join(', '));
say('calls', `${calls} answered, ${repeated} of them at a second attempt or later`);
await runtime.stop();
if (missed.length > 0) throw new Error(`nobody was hit by ${missed.join(', ')}`);

/** A square may be asked for again: nothing changes by it. */
async function answered(number: number): Promise<void> {
  for (;;) {
    try {
      const answer = await ml.call('square', { number });
      if (answer !== number * number) throw new Error(`the square of ${number} was said to be ${answer}`);
      return;
    } catch (error) {
      if (!isVivariumError(error, 'VIV_WORKER_CRASHED') && !isVivariumError(error, 'VIV_CALL_TIMEOUT')) throw error;
      repeated += 1;
    }
  }
}

function say(what: string, text: string): void {
  process.stdout.write(`${what.padEnd(7)} ${text}\n`);
}
