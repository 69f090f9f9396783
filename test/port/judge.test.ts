import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Evidence, judge, missedBeats, PATIENCE, type Verdict } from '../../src/port/judge.ts';
import type { ProcState } from '../../src/port/proc.ts';

const proc = (state: string, traced = false): ProcState => ({ state, cpuMs: 0, startTime: 1, traced, rss: 0 });

const healthy: Evidence = {
  inFlight: 1,
  silentMs: 20,
  beatMs: 50,
  hostLagMs: 0,
  allowedMisses: 3,
  proc: proc('S'),
  cpuMs: 0,
};
const silent: Evidence = { ...healthy, silentMs: 150 };
const patienceMs = 50 * 3 * PATIENCE;

const table: [string, Partial<Evidence>, Verdict][] = [
  ['that beats and has calls in flight is busy', { silentMs: 20 }, 'busy'],
  ['that beats and has no calls is alive', { silentMs: 20, inFlight: 0 }, 'alive'],
  ['is not suspected one beat too early', { silentMs: 149 }, 'busy'],
  ['stopped by SIGSTOP is dead after three missed beats', { proc: proc('T') }, 'dead'],
  ['that has ended is dead, collected or not', { proc: proc('Z') }, 'dead'],
  ['that computes while holding the GIL is stuck, however long', { silentMs: 60_000, cpuMs: 59_000 }, 'stuck'],
  ['that waits for a CPU it does not get is stuck', { silentMs: 60_000, proc: proc('R') }, 'stuck'],
  ['that waits for a device in the kernel is stuck', { silentMs: 60_000, proc: proc('D') }, 'stuck'],
  ['that sleeps silently is stuck at first', {}, 'stuck'],
  ['that sleeps silently for long is dead', { silentMs: patienceMs }, 'dead'],
  ['whose idle threads only stir does not count as working', { silentMs: patienceMs, cpuMs: 10 }, 'dead'],
  ['of which nothing is known is stuck at first', { proc: null }, 'stuck'],
  ['of which nothing is known is dead after long silence', { proc: null, silentMs: patienceMs }, 'dead'],
  ['held by a debugger is never dead', { proc: proc('t', true), silentMs: 1e9 }, 'stuck'],
  ['stopped while a debugger is attached is not dead', { proc: proc('T', true), silentMs: 1e9 }, 'stuck'],
  [
    'is not blamed for a host that stood in a debugger',
    { silentMs: 60_000, hostLagMs: 59_990, proc: proc('T') },
    'busy',
  ],
  ['that is idle has beats a second apart', { silentMs: 2_999, beatMs: 1_000, inFlight: 0, proc: proc('T') }, 'alive'],
];

describe('a worker', () => {
  test.each(table)('%s', (_, change, verdict) => {
    expect(judge({ ...silent, ...change })).toBe(verdict);
  });
});

test('the host’s own lag does not count as missed beats', () => {
  expect(missedBeats({ silentMs: 149, beatMs: 50, hostLagMs: 0 })).toBe(2);
  expect(missedBeats({ silentMs: 1_000, beatMs: 50, hostLagMs: 900 })).toBe(2);
  expect(missedBeats({ silentMs: 10, beatMs: 50, hostLagMs: 900 })).toBe(0);
});

const anyEvidence: fc.Arbitrary<Evidence> = fc.record({
  inFlight: fc.nat(3),
  silentMs: fc.nat(100_000),
  beatMs: fc.constantFrom(50, 1_000),
  hostLagMs: fc.nat(100_000),
  allowedMisses: fc.integer({ min: 1, max: 10 }),
  proc: fc.option(fc.constantFrom(...'RSDTtZX').chain((state) => fc.boolean().map((traced) => proc(state, traced)))),
  cpuMs: fc.nat(100_000),
});

test('more silence never makes a worker look better', () => {
  const rank: Record<Verdict, number> = { alive: 0, busy: 0, stuck: 1, dead: 2 };
  fc.assert(
    fc.property(anyEvidence, fc.nat(10_000), (evidence, more) => {
      const cpuMs = evidence.cpuMs * (1 + more / Math.max(1, evidence.silentMs)); // the same share of a core
      const later = { ...evidence, silentMs: evidence.silentMs + more, cpuMs: evidence.cpuMs && cpuMs };
      return evidence.silentMs === 0 || rank[judge(later)] >= rank[judge(evidence)];
    }),
  );
});

test('a traced process is never dead, whatever else is true', () => {
  fc.assert(fc.property(anyEvidence, (evidence) => evidence.proc?.traced !== true || judge(evidence) !== 'dead'));
});
