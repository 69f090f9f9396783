import { describe, expect, it } from 'vitest';
import { type AnyActorLogic, fromCallback } from 'xstate';
import { child, createGroups, demonitor, exit, link, monitor, unlink } from '../../src/kernel/index.ts';
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

  it('says nothing once it is taken back', async () => {
    const { start, trapping, heard } = build();
    const [watcher, a] = [trapping('watcher'), start('a')];
    demonitor(monitor(watcher.ref, a.ref));
    await a.kill();
    expect(heard).toEqual([]);
  });
});

describe('a name', () => {
  it('belongs to one at a time, and is free again when its owner is gone', async () => {
    const { system } = build();
    const a = system.start(child('a', simple(), { name: 'db' }));
    expect(system.whereis('db')).toBe(a.ref);
    const b = system.start(child('b', simple(), { name: 'db' }));
    await expect(b.ready).rejects.toMatchObject({ facts: { reason: 'already_started' } });
    await a.stop();
    expect(system.whereis('db')).toBeUndefined();
  });
});

describe('a group', () => {
  it('has members as often as they joined, and loses them when they end', async () => {
    const { start } = build();
    const groups = createGroups();
    const changes: string[] = [];
    groups.monitor('g', ({ type, members }) => changes.push(`${type} ${members.map(({ id }) => id).join()}`));
    const [a, b] = [start('a'), start('b')];
    groups.join('g', [a.ref, b.ref, a.ref]);
    expect(groups.members('g').map(({ id }) => id)).toEqual(['a', 'b', 'a']);
    expect(groups.leave('g', [b.ref])).toBe(true);
    expect(groups.leave('g', [b.ref])).toBe(false);
    await a.kill();
    expect(groups.groups()).toEqual([]);
    expect(changes).toEqual(['join a,b,a', 'leave b', 'leave a,a']);
  });
});
