/** Finding actors: by a name that survives restarts, and in groups that come and go. */
import { describe, expect, it } from 'vitest';
import { createActor } from 'xstate';
import { child, createGroups, type GroupChange, type Life, supervise, supervisor } from '../../src/kernel/index.ts';
import { childRef, simple, testSystem } from './support.ts';

describe('a name', () => {
  it('belongs to one at a time, and is free again when its owner is gone', async () => {
    const { system } = testSystem();
    const a = system.start(child('a', simple(), { name: 'db' }));
    expect(system.whereis('db')).toBe(a.ref);
    const spec = child('b', simple(), { name: 'db' });
    expect(() => system.start(spec)).toThrow('name: expected a name that nobody alive has, got string "db"');
    const app = system.start(child('app', supervise({ children: [] })));
    expect(await supervisor(app.ref).startChild(spec)).toEqual({ error: 'already_started' });
    await a.stop();
    expect(system.whereis('db')).toBeUndefined();
    expect(await supervisor(app.ref).startChild(spec)).toEqual({ ok: system.whereis('db') });
  });

  it('may be taken by an actor itself, which loses it when it ends', async () => {
    const { system } = testSystem();
    const lives: boolean[] = [];
    const take = (life: Life) => void lives.push(life.register('leader'));
    const [a, b] = ['a', 'b'].map((id) => system.start(child(id, simple(), { input: take })));
    expect(lives).toEqual([true, false]);
    expect(system.whereis('leader')).toBe(a?.ref);
    await a?.kill();
    expect(system.whereis('leader')).toBeUndefined();
    expect(b?.ref).toBeDefined();
  });

  it('is taken again by the next life of the child that has it', () => {
    const { system } = testSystem();
    system.start(child('app', supervise({ children: [child('db', simple(), { name: 'db' })] })));
    const first = system.whereis('db');
    first?.send({ type: 'CRASH' });
    expect(system.whereis('db')).toBeDefined();
    expect(system.whereis('db')).not.toBe(first);
  });

  it('is free again when the start of its owner fails', async () => {
    const { system } = testSystem();
    const failing = system.start(
      child('a', simple(), { name: 'db', ack: true, input: (life) => life.fail('no_disk') }),
    );
    await expect(failing.ready).rejects.toMatchObject({ facts: { reason: 'no_disk' } });
    const b = system.start(child('b', simple(), { name: 'db' }));
    expect(system.whereis('db')).toBe(b.ref);
  });
});

describe('a group', () => {
  const build = () => {
    const made = testSystem();
    const groups = createGroups();
    const heard: string[] = [];
    const note =
      (who: string) =>
      ({ type, group, members }: GroupChange) =>
        heard.push(`${who}: ${type} ${group} ${members.map(({ id }) => id).join()}`);
    const start = (id: string) => made.system.start(child(id, simple()));
    return { ...made, groups, heard, note, start };
  };

  it('has members as often as they joined, and loses them when they end', async () => {
    const { start, groups, heard, note } = build();
    groups.monitor('g', note('g'));
    const [a, b] = [start('a'), start('b')];
    groups.join('g', [a.ref, b.ref, a.ref]);
    expect(groups.members('g').map(({ id }) => id)).toEqual(['a', 'b', 'a']);
    expect(groups.leave('g', [b.ref])).toBe(true);
    expect(groups.leave('g', [b.ref])).toBe(false);
    await a.kill();
    expect(groups.groups()).toEqual([]);
    expect(heard).toEqual(['g: join g a,b,a', 'g: leave g b', 'g: leave g a', 'g: leave g a']);
  });

  it('is monitored alone or with all others, by each monitor until it is taken back', async () => {
    const { start, groups, heard, note } = build();
    const a = start('a');
    const one = note('one');
    const first = groups.monitor('g', one);
    groups.monitor('g', one);
    groups.monitorScope(note('all'));
    groups.join('g', [a.ref]);
    first();
    groups.join('h', [a.ref]);
    await a.kill();
    expect(heard).toEqual([
      ...['one: join g a', 'one: join g a', 'all: join g a', 'all: join h a'],
      ...['all: leave h a', 'one: leave g a', 'all: leave g a'],
    ]);
  });

  it('sees one that is gone join and leave at once; a restarted member is none until it joins', async () => {
    const { system, groups, start, heard, note } = build();
    groups.monitorScope(note('all'));
    const app = system.start(child('app', supervise({ children: [child('a', simple())] })));
    const member = await childRef(app, 'a');
    groups.join('g', [member]);
    member.send({ type: 'CRASH' });
    expect(groups.members('g')).toEqual([]);
    groups.join('g', [member]);
    expect(groups.groups()).toEqual([]);
    const b = start('b');
    groups.join('g', [b.ref, member]);
    expect(groups.members('g')).toEqual([b.ref]);
    expect(heard.slice(-2)).toEqual(['all: join g b,a', 'all: leave g a']);
  });

  it('takes only actors that the kernel started: of the end of others it would not hear', () => {
    const { start, groups } = build();
    const stranger = createActor(simple()).start();
    expect(() => groups.join('g', [start('a').ref, stranger])).toThrow('groups.join(…, refs): expected the ref of');
    expect(() => groups.leave('g', [stranger])).toThrow('groups.leave(…, refs): expected the ref of');
    expect(groups.groups()).toEqual([]);
  });

  it('and its members are not harmed by a monitor that throws', async () => {
    const { start, groups, heard, note, faults } = build();
    groups.monitor('g', () => {
      throw new Error('boom');
    });
    groups.monitor('g', note('g'));
    const a = start('a');
    groups.join('g', [a.ref]);
    expect(await a.kill()).toBe('killed');
    expect(heard).toEqual(['g: join g a', 'g: leave g a']);
    expect(faults).toEqual(Array(2).fill('a monitor of group g: Error: boom'));
  });
});
