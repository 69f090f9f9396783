/** A fault plan that follows from a seed: every kind in turn, in an order, at times and on workers that chance chooses. */
import type { Ms } from '../../model/clock.ts';
import { type Random, seededRandom } from '../../model/random.ts';
import type { Fault, FaultPlan, PlannedFault } from '../faults/plan.ts';
import { POOLS, type PoolName } from './pools.ts';

/** Between two faults, on average: a worker that was hit is back before the next is. */
const SPACING: Ms = 400;

/** From the first fault to `durationMs`; no kind comes twice before each has come once. */
export function randomPlan(seed: number, durationMs: Ms): FaultPlan {
  const random = seededRandom(seed);
  const faults: PlannedFault[] = [];
  let deck: (typeof MAKERS)[number][] = [];
  for (let atMs = SPACING; atMs < durationMs; atMs += Math.ceil(SPACING * (0.5 + random.next()))) {
    if (deck.length === 0) deck = [...MAKERS];
    const [make] = deck.splice(Math.floor(random.next() * deck.length), 1);
    for (const fault of make?.(random) ?? []) faults.push({ atMs, fault });
  }
  return { seed, faults };
}

/**
 * Nothing real loses frames: a lost question is known by its deadline alone, so it is the pool whose deadlines kill that loses
 * them. Chunks have no numbers: frames are lost, doubled, swapped and held up only where one question has one answer.
 */
const MAKERS: readonly ((random: Random) => Fault[])[] = [
  (random) => [{ kind: 'kill', target: '*', signal: one(random, ['SIGKILL', 'SIGTERM', 'SIGSEGV', 'SIGABRT']) }],
  (random) => [{ kind: 'suspend', target: '*', forMs: between(random, 100, 1_500) }],
  (random) => [{ kind: 'exit', target: '*', code: between(random, 0, 3) }],
  () => [{ kind: 'out_of_memory', target: '*' }],
  (random) => [{ kind: 'busy_loop', target: '*', forMs: between(random, 100, 1_500) }],
  (random) => [{ kind: 'freeze_beats', target: '*', forMs: between(random, 100, 3_000) }],
  () => [{ kind: 'break_lane', target: '*' }],
  (random) => {
    const pool = one(random, POOLS);
    return [{ kind: 'fail_starts', pool, count: between(random, 1, 2) }, restarted(pool)];
  },
  (random) => {
    const pool = one(random, POOLS);
    return [{ kind: 'slow_init', pool, ms: between(random, 50, 500), count: between(random, 1, 2) }, restarted(pool)];
  },
  (random) => [
    {
      kind: 'delay_frames',
      target: '*',
      frame: one(random, FRAMES),
      count: between(random, 1, 5),
      ms: between(random, 1, 300),
    },
  ],
  (random) => [{ kind: 'drop_frames', target: KILLING, frame: one(random, FRAMES), count: between(random, 1, 3) }],
  (random) => [{ kind: 'duplicate_frames', target: '*', frame: one(random, FRAMES), count: between(random, 1, 3) }],
  (random) => [{ kind: 'reorder_frames', target: '*', frame: one(random, FRAMES), count: between(random, 1, 3) }],
  (random) => [{ kind: 'corrupt_frames', target: '*', count: between(random, 1, 3) }],
  (random) => [{ kind: 'truncate_frames', target: '*', count: between(random, 1, 3) }],
  (random) => [{ kind: 'stall_stream', target: KILLING, chunks: between(random, 0, 5) }],
  (random) => [{ kind: 'fill_stderr', target: '*', bytes: between(random, 1_000, 1_000_000) }],
  (random) => [{ kind: 'full_disk', forMs: between(random, 100, 1_000) }],
  (random) => [{ kind: 'clock_jump', ms: between(random, -3_600_000, 3_600_000) }],
];

/** What happens to starts needs one. */
const restarted = (pool: PoolName): Fault => ({ kind: 'kill', target: `pool:${pool}`, signal: 'SIGKILL' });

const KILLING = 'pool:single';
const FRAMES = ['CALL', 'RESULT'] as const;

const between = (random: Random, least: number, most: number): number =>
  least + Math.floor(random.next() * (most - least + 1));

function one<const T>(random: Random, choices: readonly [T, ...T[]]): T {
  return choices[Math.floor(random.next() * choices.length)] ?? choices[0];
}
