/** What counts as the reason of an end: words, crashes, and what programs give instead. */
import { describe, expect, it } from 'vitest';
import { createMachine } from 'xstate';
import { call, child, exit, server, stop, supervise } from '../../src/kernel/index.ts';
import { simple, testSystem } from './support.ts';
import { any } from './wrong-input.ts';

/** Reaches its final state on GO, with this output. */
const ending = (output: unknown) =>
  createMachine({ initial: 'a', states: { a: { on: { GO: 'b' } }, b: { type: 'final' } }, output: () => output });

describe('the output of a machine', () => {
  const endOf = (output: unknown) => {
    const { exited, ref } = testSystem().system.start(child('a', ending(output)));
    ref.send({ type: 'GO' });
    return exited;
  };

  it('names the reason by its `exit`', async () => {
    expect(await endOf({ exit: 'no_disk' })).toBe('no_disk');
    expect(await endOf({ exit: { crash: 'Bad: luck' } })).toEqual({ crash: 'Bad: luck' });
  });

  it('may hold an error as the reason: a crash', async () => {
    expect(await endOf({ exit: new RangeError('too far') })).toMatchObject({ crash: 'RangeError: too far' });
  });

  it('that has an `exit` of its own, such as the exit code of a program, is a normal end', async () => {
    for (const output of [{ exit: 0 }, { exit: undefined }, { exit: { code: 1 } }, 7, null])
      expect(await endOf(output)).toBe('normal');
  });
});

describe('an error given for a reason is a crash, and told as one', () => {
  const error = any(new Error('boom'));

  it('by a server that stops', async () => {
    const { system } = testSystem();
    const failing = server({ init: () => 0, calls: { go: () => stop(error) } });
    system.start(child('app', supervise({ children: [child('a', failing, { name: 'a' })] })));
    await expect(call(system.whereis('a', failing), 'go')).rejects.toMatchObject({ cause: error });
    expect(system.explain().map(({ sentence }) => sentence)).toEqual([
      'restart 1 of 1 in 5 s of `a`: crash Error: boom',
    ]);
  });

  it('by a signal, an order to end, a life that ends itself', async () => {
    const { system } = testSystem();
    const [a, b] = ['a', 'b'].map((id) => system.start(child(id, simple())));
    if (a !== undefined) exit(a.ref, error);
    expect(await a?.exited).toMatchObject({ crash: 'Error: boom' });
    expect(await b?.stop(error)).toMatchObject({ crash: 'Error: boom' });
    const c = system.start(child('c', simple(), { input: (life) => life.exit(error) }));
    await expect(c.ready).rejects.toMatchObject({ message: 'c did not start: crash: Error: boom', cause: error });
  });
});
