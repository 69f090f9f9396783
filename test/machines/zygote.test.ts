import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { initialTransition, transition } from 'xstate';
import { type ZygoteEvent, zygoteMachine } from '../../machines/zygote.ts';
import { everyZygoteEvent, handlerOf, leaves, stateOf, steps } from './support.ts';

const input = { zygote: 'zygote:ml', incarnation: 1 };
const anEvent = fc.constantFrom(...everyZygoteEvent);
const begin = () => initialTransition(zygoteMachine, input)[0];
const lifeOf = (events: readonly ZygoteEvent[]) =>
  events.reduce((snapshot, event) => transition(zygoteMachine, snapshot, event)[0], begin());
const deadline: ZygoteEvent = { type: 'DEADLINE_PASSED' };
const ended: ZygoteEvent = { type: 'ENDED', explanation: 'killed by SIGKILL' };

describe('the zygote machine', () => {
  const states = leaves(zygoteMachine.root).filter(({ type }) => type !== 'final');

  test('can reach each of its states', () => {
    const reached = new Set(steps(zygoteMachine, everyZygoteEvent, input).flatMap(({ from, to }) => [from, to]));
    expect([...reached].sort()).toEqual(['exited', 'importing', 'killing', 'ready']);
  });

  test.each(states.map((node) => [node.key, node] as const))('handles or refuses every event while %s', (_, node) => {
    for (const { type } of everyZygoteEvent) expect(handlerOf(node, type), type).toBeDefined();
  });

  test('exits when its process has ended, whatever came before', () => {
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 20 }), (before) => {
        expect(stateOf(lifeOf([...before, ended]))).toBe('exited');
      }),
    );
  });

  test('exits by its deadlines alone once it was told to stop, even when the process never ends', () => {
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 20 }), (before) => {
        const stop: ZygoteEvent = { type: 'SHUTDOWN', reason: 'shutdown' };
        expect(stateOf(lifeOf([...before, stop, deadline]))).toBe('exited');
      }),
    );
  });

  test.each<readonly [string, readonly ZygoteEvent[], unknown]>([
    ['a process that ends by itself is a crash', [{ type: 'READY' }, ended], { crash: 'killed by SIGKILL' }],
    [
      'one that cannot be started is a crash',
      [{ type: 'START_FAILED', message: 'no such program' }],
      { crash: 'no such program' },
    ],
    ['one that is unfit is not restarted', [{ type: 'UNFIT', why: 'two threads' }, ended], 'shutdown:unfit'],
    ['one that does not come to an end of its import is not restarted', [deadline, ended], 'shutdown:import_timeout'],
    [
      'one that was told to stop has that for its reason',
      [{ type: 'SHUTDOWN', reason: 'shutdown' }, ended],
      'shutdown',
    ],
  ])('%s', (_, events, exit) => {
    expect(lifeOf(events).output).toEqual({ exit });
  });
});
