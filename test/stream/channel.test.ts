import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Channel } from '../../src/stream/channel.ts';
import { creditWindow, FIRST_CREDITS } from '../../src/stream/credits.ts';

function aChannel() {
  const story: string[] = [];
  const state = { credits: FIRST_CREDITS };
  const channel = new Channel<number>({
    left: () => story.push('left'),
    credit: (chunks) => {
      state.credits += chunks;
    },
    stalled: () => story.push('stalled'),
    resumed: () => story.push('resumed'),
  });
  return { channel, story, state };
}

const push = (channel: Channel<number>, count: number, bytes = 100): void => {
  for (let value = 1; value <= count; value++) channel.push(value, bytes);
};

describe('the consumer of a stream', () => {
  test('gets each chunk in order, whether it was there first or the chunk', async () => {
    const { channel } = aChannel();
    const waiting = channel.next();
    push(channel, 3);
    channel.end();
    const rest: number[] = [];
    expect(await waiting).toEqual({ done: false, value: 1 });
    for await (const value of channel) rest.push(value);
    expect(rest).toEqual([2, 3]);
  });

  test('gets what was buffered, then the error, then nothing more', async () => {
    const { channel } = aChannel();
    push(channel, 1);
    channel.fail(new Error('raised in Python'));
    expect((await channel.next()).value).toBe(1);
    await expect(channel.next()).rejects.toThrow('raised in Python');
    expect(await channel.next()).toEqual({ done: true, value: undefined });
  });

  test('gets the error at once when the stream was aborted, and none of what was buffered', async () => {
    const { channel } = aChannel();
    push(channel, 3);
    channel.abort(new Error('cancelled'));
    await expect(channel.next()).rejects.toThrow('cancelled');
  });

  test('that waits is told when the stream ends or fails', async () => {
    const [ended, failed] = [aChannel().channel, aChannel().channel];
    const waits = [ended.next(), failed.next()];
    ended.end();
    failed.fail(new Error('raised'));
    expect(await waits[0]).toEqual({ done: true, value: undefined });
    await expect(waits[1]).rejects.toThrow('raised');
  });

  test('hears of the first end only', async () => {
    const { channel } = aChannel();
    channel.end();
    channel.fail(new Error('too late'));
    push(channel, 1);
    expect(await channel.next()).toEqual({ done: true, value: undefined });
  });

  test('is one: a second next() while one waits is refused, and the first is still served', async () => {
    const { channel } = aChannel();
    const first = channel.next();
    await expect(channel.next()).rejects.toThrow('a stream has one consumer');
    push(channel, 1);
    expect((await first).value).toBe(1);
  });

  test('that breaks out of its loop lets the other side know once, and drops what comes after', async () => {
    const { channel, story } = aChannel();
    push(channel, 3);
    for await (const value of channel) if (value === 2) break;
    push(channel, 1);
    await channel.return();
    expect(story).toEqual(['left']);
    expect(await channel.next()).toEqual({ done: true, value: undefined });
  });

  test('that leaves while it waits is told that it is over, whatever leaving does to the stream', async () => {
    const channel: Channel<number> = new Channel({
      left: () => channel.abort(new Error('cancelled')),
      credit() {},
      stalled() {},
      resumed() {},
    });
    const waiting = channel.next();
    await channel.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });

  test('that leaves after the end disturbs nobody', async () => {
    const { channel, story } = aChannel();
    channel.end();
    await channel.return();
    expect(story).toEqual([]);
  });

  test('that stops taking stalls the worker when all its credits are used, and resumes it by taking', async () => {
    const { channel, story } = aChannel();
    push(channel, FIRST_CREDITS);
    expect(story).toEqual(['stalled']);
    await channel.next();
    expect(story).toEqual(['stalled', 'resumed']);
  });
});

describe('credits', () => {
  test.each([
    ['tiny chunks, 1,024', 1, 1_024],
    ['chunks of 64 KB, a megabyte in all', 65_536, 16],
    ['chunks larger than a megabyte, two, so that one is made while one is read', 10_000_000, 2],
    ['empty chunks, 1,024', 0, 1_024],
  ])('allow of %s', (_, bytes, window) => {
    expect(creditWindow(bytes)).toBe(window);
  });

  test('bound what is buffered and out together, lose nothing, and never let a stream halt by itself', async () => {
    const size = fc.oneof(fc.nat(1_000), fc.nat(5_000_000));
    const aStep = fc.constantFrom('push', 'push', 'take');
    await fc.assert(
      fc.asyncProperty(size, fc.array(aStep, { maxLength: 300 }), async (bytes, steps) => {
        const { channel, state } = aChannel();
        const bound = Math.max(FIRST_CREDITS, creditWindow(bytes));
        const taken: (number | undefined)[] = [];
        let pushed = 0;
        for (const step of steps) {
          if (step === 'take' && taken.length < pushed) taken.push((await channel.next()).value);
          if (step === 'push' && state.credits > 0) {
            state.credits -= 1;
            channel.push(++pushed, bytes);
          }
          expect(state.credits + pushed - taken.length).toBeLessThanOrEqual(bound);
          if (taken.length === pushed) expect(state.credits).toBeGreaterThan(0);
        }
        channel.end();
        for await (const value of channel) taken.push(value);
        expect(taken).toEqual(Array.from({ length: pushed }, (_, index) => index + 1));
      }),
    );
  });

  test('are given in handfuls, not one by one', async () => {
    const given: number[] = [];
    const channel = new Channel<number>({
      left() {},
      credit: (chunks) => given.push(chunks),
      stalled() {},
      resumed() {},
    });
    push(channel, FIRST_CREDITS, 65_536);
    for (let taken = 0; taken < FIRST_CREDITS; taken++) await channel.next();
    expect(given).toEqual([8, 8]);
  });
});
