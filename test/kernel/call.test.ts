import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { fromCallback } from 'xstate';
import { call, child } from '../../src/kernel/index.ts';
import { testSystem } from './support.ts';

const boom = (): never => {
  throw new Error('boom');
};

type Reply = (value: number) => void;

/** Answers NOW at once, and LATER when told to. */
const build = () => {
  const made = testSystem();
  let later: Reply = () => undefined;
  const logic = fromCallback<{ type: string; reply: Reply }>(({ receive }) => {
    receive((event) => {
      if (event.type === 'CRASH') throw new Error('boom');
      if (event.type === 'NOW') event.reply(42);
      if (event.type === 'LATER') later = event.reply;
    });
  });
  const app = made.system.start(child('app', logic));
  const ask = (type: string, options = {}) => call<number>(app.ref, (reply) => ({ type, reply }), options);
  return { ...made, app, ask, answerLater: (value: number) => later(value) };
};

describe('a call', () => {
  it('gives the answer', async () => {
    const { ask, clock } = build();
    expect(await ask('NOW')).toBe(42);
    expect(clock.pending).toBe(0);
  });

  it('fails in time, and a late answer is dropped', async () => {
    const { ask, clock, answerLater } = build();
    const slow = ask('LATER', { timeout: '1s' });
    clock.advance(1_000);
    await expect(slow).rejects.toMatchObject({ code: 'VIV_CALL_TIMEOUT', facts: { path: 'app', timeoutMs: 1_000 } });
    expect(() => answerLater(1)).not.toThrow();
  });

  it('fails at once with the reason when the other ends, also before it got to the call', async () => {
    const { ask, app } = build();
    const waiting = ask('LATER');
    app.ref.send({ type: 'CRASH', reply: () => undefined });
    await expect(waiting).rejects.toMatchObject({ code: 'VIV_STOPPED', facts: { reason: { crash: 'Error: boom' } } });
    await expect(ask('NOW')).rejects.toMatchObject({ facts: { reason: 'noproc' } });
  });

  it('to nobody says so', async () => {
    const { system } = build();
    await expect(call<number>(system.whereis('db'), () => boom())).rejects.toMatchObject({
      code: 'VIV_STOPPED',
      message: expect.stringMatching(/^there is nobody to call \(noproc\)/),
      facts: { reason: 'noproc' },
    });
  });

  it('is withdrawn by its signal', async () => {
    const { ask } = build();
    const controller = new AbortController();
    const waiting = ask('LATER', { signal: controller.signal });
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'VIV_CALL_CANCELLED' });
    await expect(ask('NOW', { signal: controller.signal })).rejects.toMatchObject({ code: 'VIV_CALL_CANCELLED' });
  });

  it('leaves nothing behind on a signal that outlives it', async () => {
    const { ask, app } = build();
    const { signal } = new AbortController();
    await ask('NOW', { signal });
    await expect(call(app.ref, () => boom(), { signal })).rejects.toThrow('boom');
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    await app.kill();
    await expect(ask('NOW', { signal })).rejects.toMatchObject({ facts: { reason: 'noproc' } });
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});
