/** Observers, listeners, hooks and timers that throw: reported, and nobody is harmed. */
import { describe, expect, it } from 'vitest';
import { createMachine, emit, fromCallback } from 'xstate';
import { ask, askSupervisor, call, child, type Handle, supervise } from '../../src/kernel/index.ts';
import { childRef, simple, testSystem } from './support.ts';
import { nothingUncaught, ticks } from './uncaught.ts';

const boom = (): never => {
  throw new Error('boom');
};

nothingUncaught();

describe('an onlooker that throws harms nobody', () => {
  it('a subscriber, also one without an error callback when the actor crashes', async () => {
    const { system, faults } = testSystem();
    const app = system.start(
      child('app', supervise({ children: [child('a', createMachine({ on: { GO: { actions: boom } } }))] })),
    );
    const ref = await childRef(app, 'a');
    ref.subscribe(boom);
    ref.send({ type: 'HELLO' });
    ref.send({ type: 'GO' });
    await ticks();
    expect(faults).toEqual(['an observer of app/a: Error: boom']);
  });

  it('nor does one of an actor that a machine has invoked', async () => {
    const { system, faults } = testSystem();
    const kid = createMachine({ on: { SPEAK: { actions: emit({ type: 'WORD' }) }, CRASH: { actions: boom } } });
    const parent = createMachine({ invoke: { id: 'kid', src: kid, onError: {} } });
    const app: Handle = system.start(child('app', parent));
    const ref = app.ref.getSnapshot().children['kid'];
    ref.on('WORD', boom);
    ref.subscribe(boom);
    ref.subscribe({ error: boom });
    ref.send({ type: 'SPEAK' });
    ref.send({ type: 'CRASH' });
    await ticks();
    expect(faults).toEqual(Array(3).fill('an observer of kid: Error: boom'));
    expect(system.tree()).toMatchObject([{ state: 'running' }]);
  });

  it('an inspector, a lifecycle hook, a dead-letter hook', async () => {
    const { system, faults } = testSystem({ inspect: boom, onLifecycle: boom, onDeadLetter: boom });
    const app = system.start(child('app', simple()));
    await app.stop();
    app.ref.send({ type: 'LATE' });
    expect(new Set(faults.map((fault) => fault.split(':')[0]))).toEqual(
      new Set(['inspect', 'onLifecycle', 'onDeadLetter']),
    );
    expect(system.deadLetters).toBe(1);
  });

  it('whoever asks and throws at the answer: neither the one asked, nor the others who wait for it', async () => {
    const { system, faults } = testSystem();
    const logic = fromCallback<{ type: string; reply(value: number): void }>(({ receive }) =>
      receive(({ type, reply }) => type === 'NOW' && reply(42)),
    );
    const app: Handle = system.start(child('app', supervise({ children: [child('a', logic, { name: 'a' })] })));
    const a = await childRef(app, 'a');
    ask(a, (reply) => ({ type: 'NOW', reply }), 100, boom);
    askSupervisor(app.ref, { type: 'count_children' }, boom, boom);
    expect(system.tree()).toMatchObject([{ state: 'running', children: [{ state: 'running', incarnation: 1 }] }]);
    ask(a, (reply) => ({ type: 'LATER', reply }), 100, boom);
    const patient = call(a, (reply) => ({ type: 'LATER', reply }));
    await app.kill();
    await expect(patient).rejects.toMatchObject({ code: 'VIV_STOPPED' });
    expect(faults).toEqual(
      ['a', 'app', 'a'].map((id) => expect.stringContaining(`whoever asked app${id === 'a' ? '/a' : ''}`)),
    );
  });

  it('the function of a timer', () => {
    const { system, clock, faults } = testSystem();
    const fired: number[] = [];
    system.timers.after(10, boom);
    system.timers.after(10, () => fired.push(clock.now()));
    clock.advance(10);
    expect(faults).toHaveLength(1);
    expect(fired).toEqual([10]);
  });
});
