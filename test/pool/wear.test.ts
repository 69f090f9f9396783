/** Who is replaced when, on a clock that stands still; what a replacement is, real workers show in test/integration/recycling. */
import { beforeEach, describe, expect, test } from 'vitest';
import { createSystem } from '../../src/kernel/index.ts';
import { VivariumError } from '../../src/model/errors.ts';
import { poolSettings } from '../../src/pool/options.ts';
import type { RecycleOptions } from '../../src/pool/recycling.ts';
import { Wear } from '../../src/pool/wear.ts';
import { VirtualClock } from '../../src/testing/index.ts';
import type { Member } from '../../src/worker/member.ts';
import { aMember, aRow } from './support.ts';

let clock: VirtualClock;

beforeEach(() => {
  clock = new VirtualClock();
});

/** Half a second at a time, so that what follows from a promise follows. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 500) {
    clock.advance(500);
    await new Promise(setImmediate);
  }
}

/** What was to be replaced, and why; each attempt ends as `outcome` says. */
function looking(recycle: RecycleOptions, outcome: () => Promise<void> = () => Promise.resolve()) {
  const asked: string[] = [];
  const failed: unknown[] = [];
  const wear = new Wear({
    limits: poolSettings('ml', { adapter: 'pkg.Adapter', recycle }).recycle,
    clock,
    timers: createSystem({ clock }).timers,
    recycler: {
      one(worker, why, isWanted = () => true) {
        asked.push(`${worker} ${why}${isWanted() ? '' : ' no more'}`);
        return outcome();
      },
    },
    failed: (report) => failed.push(report),
  });
  return { wear, asked, failed };
}

function answered(member: Member, times: number, wear: Wear): void {
  for (let i = 0; i < times; i++) {
    member.begin(aRow(1), 0);
    member.finish(1, 0);
    wear.answered(member);
  }
}

describe('a worker is put up for replacement', () => {
  test('with the answer that is its last, not before and not twice', async () => {
    const { wear, asked } = looking({ maxCalls: 3 }, () => new Promise(() => {}));
    const { member } = aMember('worker:ml/1');
    wear.watch(member);
    answered(member, 2, wear);
    expect(asked).toEqual([]);
    answered(member, 5, wear);
    expect(asked).toEqual(['worker:ml/1 calls']);
  });

  test('when its age is seen, each worker by its own', async () => {
    const { wear, asked } = looking({ maxAge: '10s', interval: '1s' }, () => new Promise(() => {}));
    wear.watch(aMember('worker:ml/1').member);
    await pass(5_000);
    wear.watch(aMember('worker:ml/2').member);
    await pass(9_000);
    expect(asked).toEqual(['worker:ml/1 age']);
    await pass(1_000);
    expect(asked).toEqual(['worker:ml/1 age', 'worker:ml/2 age']);
  });

  test('again, ten seconds after no other could take its place; why is told each time', async () => {
    const last = { why: 'load_failed' };
    const { wear, asked, failed } = looking({ maxAge: '1s' }, () =>
      Promise.reject(new VivariumError('VIV_START_FAILED', 'no', { last })),
    );
    wear.watch(aMember('worker:ml/1').member);
    await pass(10_500);
    expect(asked).toHaveLength(1);
    await pass(1_500);
    expect(asked).toHaveLength(2);
    expect(failed).toEqual([last, last]);
  });

  test('never, once it has ended', async () => {
    const { wear, asked } = looking({ maxAge: '1s', maxCalls: 1 });
    const { member } = aMember('worker:ml/1');
    wear.watch(member);
    wear.forget(member);
    answered(member, 2, wear);
    await pass(60_000);
    expect(asked).toEqual([]);
  });
});
