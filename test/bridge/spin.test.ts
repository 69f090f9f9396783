/** When a lane stays awake for an answer, and for how long: the event loop is turned, never held. */
import { beforeEach, expect, test } from 'vitest';
import { Crowd, Spin } from '../../src/bridge/spin.ts';
import { VirtualClock } from '../../src/testing/index.ts';

const SPIN_MS = 0.2;
let clock: VirtualClock;
let turns: number;

beforeEach(() => {
  clock = new VirtualClock();
  turns = 0;
});

function aSpin(crowd = new Crowd(2)): Spin {
  const now = (): number => {
    turns++;
    return clock.now();
  };
  return new Spin(SPIN_MS, Object.create(clock, { now: { value: now } }) as VirtualClock, crowd);
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

/** Whether the loop is being turned now. */
async function isAwake(): Promise<boolean> {
  const before = turns;
  await turn();
  await turn();
  return turns - before > 1;
}

test('after a call has left it stays awake until the answer comes', async () => {
  const spin = aSpin();
  spin.sent(1);
  expect(await isAwake()).toBe(true);
  spin.heard(0);
  await turn();
  expect(await isAwake()).toBe(false);
});

test('an answer that does not come that soon is waited for asleep', async () => {
  const spin = aSpin();
  spin.sent(1);
  clock.advance(SPIN_MS);
  await turn();
  expect(await isAwake()).toBe(false);
});

test('where answers are slow it soon sleeps at once, and stays awake again when they have become quick', async () => {
  const spin = aSpin();
  const answer = (ms: number, times: number): void => {
    for (let i = 0; i < times; i++) {
      spin.sent(1);
      clock.advance(ms);
      spin.heard(0);
    }
  };
  answer(5, 3);
  await turn();
  spin.sent(1);
  expect(await isAwake()).toBe(false);
  answer(0.05, 40);
  await turn();
  spin.sent(1);
  expect(await isAwake()).toBe(true);
  spin.heard(0);
});

test('with more than two calls in flight, or none, nobody stays awake', async () => {
  for (const inFlight of [0, 3]) {
    const spin = aSpin();
    spin.sent(inFlight);
    expect(await isAwake()).toBe(false);
  }
});

test('with as many busy lanes as cores nobody stays awake, until one is idle', async () => {
  const crowd = new Crowd(2);
  const [one, other] = [aSpin(crowd), aSpin(crowd)];
  one.sent(3);
  other.sent(1);
  expect(await isAwake()).toBe(false);
  one.heard(0);
  other.sent(1);
  expect(await isAwake()).toBe(true);
  other.heard(0);
  expect(crowd.busy).toBe(0);
});
