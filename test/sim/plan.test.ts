/** A fault plan on a simulated system: each fault does what its name says, and the system lives through it. */
import { expect, test } from 'vitest';
import type { Fault, PlannedFault } from '../../src/testing/faults/plan.ts';
import { simulate } from '../../src/testing/simulate/index.ts';

const POOLS = { ml: { adapter: 'simulated', size: 1, startTimeout: '2s' } } as const;
const target = 'worker:ml/1';

/** A long day on which nothing else happens, unless callers are wanted. */
async function day(faults: readonly PlannedFault[], steps = 0): Promise<string> {
  const evening: PlannedFault = { atMs: 400_000, fault: { kind: 'clock_jump', ms: 1 } };
  const plan = { seed: 1, faults: [...faults, evening] };
  const { journal, violations } = await simulate({ seed: 2, steps, plan, system: { pools: POOLS } });
  expect(violations).toEqual([]);
  return journal.join('\n');
}

test.each<[fault: Fault, trace: RegExp]>([
  [{ kind: 'kill', target, signal: 'SIGSEGV' }, /exit .*worker:ml\/1#1 crash: killed by SIGSEGV/],
  [
    { kind: 'kill', target: 'pool:ml', signal: 'SIGTERM' },
    /worker:ml\/1#1 says SHUTDOWN 0[\s\S]*exit .*worker:ml\/1#1 crash/,
  ],
  [{ kind: 'exit', target: '*', code: 3 }, /exit .*worker:ml\/1#1 crash: exited with code 3/],
  [{ kind: 'out_of_memory', target }, /exit .*worker:ml\/1#1 crash: killed by SIGKILL/],
  [{ kind: 'suspend', target }, /worker:ml\/1#1 gets SIGQUIT[\s\S]*no sign of life for .* \(its process is stopped\)/],
  [{ kind: 'freeze_beats', target }, /no sign of life for .* \(its process sleeps\)/],
  [{ kind: 'break_lane', target }, /exit .*worker:ml\/1#1 crash/],
])('%o ends the worker, and another life takes its place', async (fault, trace) => {
  const journal = await day([{ atMs: 1_500, fault }]);
  expect(journal).toMatch(trace);
  expect(journal).toMatch(/started .*worker:ml\/1#2/);
});

test.each<Fault>([
  { kind: 'suspend', target, forMs: 1_000 },
  { kind: 'busy_loop', target, forMs: 20_000 },
  { kind: 'freeze_beats', target, forMs: 2_000 },
  { kind: 'fill_stderr', target, bytes: 100_000 },
  { kind: 'clock_jump', ms: 3_600_000 },
])('%o ends no worker', async (fault) => {
  expect(await day([{ atMs: 1_500, fault }])).not.toMatch(/worker:ml\/1#2/);
});

test('starts that fail are tried again, and those that are slow have their deadline', async () => {
  const kill: PlannedFault = { atMs: 1_500, fault: { kind: 'kill', target, signal: 'SIGKILL' } };
  const failing: PlannedFault = { atMs: 1_000, fault: { kind: 'fail_starts', pool: 'ml', count: 2 } };
  expect(await day([failing, kill])).toMatch(/started .*worker:ml\/1#4/);
  const slow: PlannedFault = { atMs: 1_000, fault: { kind: 'slow_init', pool: 'ml', ms: 5_000, count: 1 } };
  expect(await day([slow, kill])).toMatch(/did not load its adapter before its start deadline/);
});

test('a frame that cannot be read costs the worker its lane', async () => {
  const journal = await day([{ atMs: 0, fault: { kind: 'corrupt_frames', target, count: 1 } }], 60);
  expect(journal).toMatch(/its lane was closed: a frame that cannot be read/);
});

test('a full disk is the answer to who writes, and to nobody else', async () => {
  const plan = { seed: 1, faults: [{ atMs: 0, fault: { kind: 'full_disk', forMs: 600_000 } as const }] };
  const { journal, violations } = await simulate({ seed: 2, plan, steps: 200 });
  expect(violations).toEqual([]);
  expect(journal.filter((line) => / set: /.test(line) && !line.includes('VIV_'))).toEqual([]);
  expect(journal.filter((line) => / get: \{/.test(line)).length).toBeGreaterThan(0);
});
