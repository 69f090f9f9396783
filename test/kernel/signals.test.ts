import { describe, expect, it } from 'vitest';
import { type AnyActorLogic, createActor, fromCallback } from 'xstate';
import { child, demonitor, exit, link, monitor, unlink } from '../../src/kernel/index.ts';
import { formatExit } from '../../src/model/exit.ts';
import { simple, testSystem } from './support.ts';

const build = () => {
  const made = testSystem();
  const heard: string[] = [];
  const listener: AnyActorLogic = fromCallback(({ receive }) => {
    receive(({ type, ref, from, reason }) =>
      heard.push([type, (ref ?? from)?.id ?? 'nobody', formatExit(reason)].join(' ')),
    );
  });
  const start = (id: string) => made.system.start(child(id, simple()));
  /** One that hears signals as events. */
  const trapping = (id: string) => made.system.start(child(id, listener, { input: (life) => life.trapExit(true) }));
  return { ...made, heard, start, trapping };
};

describe('an exit signal', () => {
  it('ends an actor that does not trap exits, unless it is normal', async () => {
    const { start, log } = build();
    const a = start('a');
    exit(a.ref, 'normal');
    exit(a.ref, 'crash:x');
    expect(await a.exited).toBe('crash:x');
    expect(log).toEqual(['started a#1', 'exit a#1 crash:x']);
  });

  it('is an event for one that does; kill ends anyone, as killed', async () => {
    const { trapping, heard } = build();
    const a = trapping('a');
    exit(a.ref, 'normal');
    exit(a.ref, 'shutdown');
    expect(heard).toEqual(['EXIT nobody normal', 'EXIT nobody shutdown']);
    exit(a.ref, 'kill');
    expect(await a.exited).toBe('killed');
  });
});

describe('a link', () => {
  it('takes the others along when one crashes', async () => {
    const { start, system } = build();
    const [a, b, c] = [start('a'), start('b'), start('c')];
    link(a.ref, b.ref);
    link(b.ref, c.ref);
    a.ref.send({ type: 'CRASH' });
    expect(formatExit(await c.exited)).toBe('crash: Error: boom');
    expect(system.tree()).toEqual([]);
  });

  it('is undone by either side', () => {
    const { start, system } = build();
    const [a, b] = [start('a'), start('b')];
    link(a.ref, b.ref);
    unlink(b.ref, a.ref);
    a.ref.send({ type: 'CRASH' });
    expect(system.tree()).toMatchObject([{ id: 'b' }]);
  });

  it('to one that is gone is a noproc signal', async () => {
    const { start } = build();
    const [a, b] = [start('a'), start('b')];
    await b.kill();
    link(a.ref, b.ref);
    expect(await a.exited).toBe('noproc');
  });
});

describe('a monitor', () => {
  it('fires once, with the reason; at once with noproc when it is too late', async () => {
    const { start, trapping, heard } = build();
    const [watcher, a] = [trapping('watcher'), start('a')];
    monitor(watcher.ref, a.ref);
    await a.kill();
    monitor(watcher.ref, a.ref);
    monitor(watcher.ref, undefined);
    expect(heard).toEqual(['DOWN a killed', 'DOWN a noproc', 'DOWN nobody noproc']);
  });

  it('may be a function, for code that is no actor; one that throws harms nobody', async () => {
    const { start, faults } = build();
    const a = start('a');
    const told: string[] = [];
    monitor(() => {
      throw new Error('boom');
    }, a.ref);
    monitor(({ ref, reason }) => told.push(`${ref?.id} ${formatExit(reason)}`), a.ref);
    monitor(({ reason }) => told.push(formatExit(reason)), undefined);
    expect(await a.kill()).toBe('killed');
    expect(told).toEqual(['noproc', 'a killed']);
    expect(faults).toEqual(['a monitor of a: Error: boom']);
  });

  it('goes with its watcher: nothing of it stays with what was watched', async () => {
    const { start, trapping, system } = build();
    const a = start('a');
    for (let i = 0; i < 3; i++) {
      const watcher = trapping('watcher');
      monitor(watcher.ref, a.ref);
      await watcher.kill();
    }
    await a.kill();
    expect(system.deadLetters).toBe(0);
  });

  it('of an actor that the kernel did not start is refused: it would never be heard of', () => {
    const stranger = createActor(simple()).start();
    expect(() => monitor(() => undefined, stranger)).toThrow('monitor(…, target): expected the ref of an actor');
  });

  it('says nothing once it is taken back', async () => {
    const { start, trapping, heard } = build();
    const [watcher, a] = [trapping('watcher'), start('a')];
    demonitor(monitor(watcher.ref, a.ref));
    await a.kill();
    expect(heard).toEqual([]);
  });
});
