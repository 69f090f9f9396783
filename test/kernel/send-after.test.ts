import { describe, expect, it } from 'vitest';
import { call, child, noreply, reply, sendAfter, server, supervise } from '../../src/kernel/index.ts';
import { simple, testSystem } from './support.ts';

/** Counts the seconds of its life. */
const clockwork = server({
  init: (_: unknown, { life }) => {
    sendAfter(life.self(), '1s', { type: 'TICK' });
    return 0;
  },
  calls: { seconds: (seconds) => reply(seconds), crash: () => Promise.reject(new Error('boom')) },
  infos: {
    TICK: (seconds, _, { life }) => {
      sendAfter(life.self(), '1s', { type: 'TICK' });
      return noreply(seconds + 1);
    },
  },
});

describe('a message for later', () => {
  it('comes when it is due, on the clock of the system', async () => {
    const { system, clock } = testSystem();
    const { ref } = system.start(child('clockwork', clockwork));
    clock.advance(3_500);
    expect(await call(ref, 'seconds')).toBe(3);
  });

  it('dies with the life that it was for: the next one counts from the beginning', async () => {
    const { system, clock } = testSystem();
    system.start(child('app', supervise({ children: [child('c', clockwork, { name: 'c' })] })));
    clock.advance(1_500);
    await call(system.whereis('c', clockwork), 'crash').catch(() => undefined);
    clock.advance(999);
    expect(await call(system.whereis('c', clockwork), 'seconds')).toBe(0);
    clock.advance(1);
    expect(await call(system.whereis('c', clockwork), 'seconds')).toBe(1);
    expect(system.deadLetters).toBe(0);
  });

  it('can be taken back, and leaves nothing behind', async () => {
    const { system, clock } = testSystem();
    const { ref } = system.start(child('clockwork', clockwork));
    const cancel = sendAfter(ref, 500, { type: 'TICK' });
    cancel();
    cancel();
    clock.advance(900);
    expect(await call(ref, 'seconds')).toBe(0);
  });

  it('to one that is gone is none', async () => {
    const { system, clock } = testSystem();
    const handle = system.start(child('a', simple()));
    await handle.kill();
    sendAfter(handle.ref, '1s', { type: 'LATE' });
    expect([clock.pending, system.deadLetters]).toEqual([0, 0]);
    expect(() => sendAfter(handle.ref, -1, { type: 'LATE' })).toThrow('delay: expected a duration');
  });
});
