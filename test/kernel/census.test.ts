/** What an observer may know of a system: who lives in it, how they are tied, and which messages pass. */
import { expect, test } from 'vitest';
import { type AnyEventObject, createMachine, fromCallback } from 'xstate';
import { createSystem } from '../../src/kernel/create-system.ts';
import {
  child,
  dynamicSupervisor,
  link,
  monitor,
  sendAfter,
  supervise,
  supervisor,
  type Witness,
} from '../../src/kernel/index.ts';
import { VirtualClock } from '../../src/testing/virtual-clock.ts';

const idle = createMachine({ id: 'idle', initial: 'idle', states: { idle: { on: { PING: {} } } } });
const breaks = createMachine({
  id: 'breaks',
  initial: 'up',
  states: {
    up: {
      on: {
        BREAK: {
          actions: () => {
            throw new Error('broken');
          },
        },
      },
    },
  },
});

function started() {
  const clock = new VirtualClock();
  const letters: string[] = [];
  const system = createSystem({ clock, onDeadLetter: ({ to, event }) => letters.push(`${event.type} to ${to}`) });
  const children = [
    child('db', idle),
    child('cache', breaks, { restart: 'transient', backoff: { initial: 500, jitter: 0 } }),
    child('guests', dynamicSupervisor()),
  ];
  const handle = system.start(child('app', supervise({ strategy: 'rest_for_one', intensity: 3, children })));
  const ref = (id: string) => {
    const found = [...system.census()].find(({ node }) => node.id === id)?.ref;
    if (found === undefined) throw new Error(`no ${id}`);
    return found;
  };
  return { clock, system, handle, ref, letters };
}

test('the census has everybody, parents before children, with their machines and their supervisors state', () => {
  const { system } = started();
  const all = [...system.census()];
  expect(all.map(({ node, parent }) => [node.path, parent?.node.path])).toEqual([
    ['app', undefined],
    ['app/db', 'app'],
    ['app/cache', 'app'],
    ['app/guests', 'app'],
  ]);
  expect(all[0]?.supervisor).toEqual({
    strategy: 'rest_for_one',
    intensity: 3,
    periodMs: 5_000,
    restartsAt: [],
    hidden: 0,
  });
  expect(all.map(({ restart }) => restart)).toEqual(['permanent', 'permanent', 'transient', 'permanent']);
  expect([all[1]?.logic === idle, all[1]?.node.snapshotValue]).toEqual([true, 'idle']);
});

test('a restart counts in its supervisor from the time it was made, and one that waits has no process', () => {
  const { clock, system, ref } = started();
  clock.advance(1_000);
  for (const _ of ['the first restart is at once', 'the second waits']) ref('cache').send({ type: 'BREAK' });
  const [app, , cache] = [...system.census()];
  expect(app?.supervisor?.restartsAt).toEqual([clock.now(), clock.now()]);
  expect([cache?.node.state, cache?.node.backoff?.dueAt, cache?.ref, cache?.pid]).toEqual([
    'backoff',
    clock.now() + 500,
    undefined,
    undefined,
  ]);
});

test('of many children the first are told, and how many there are more', async () => {
  const { system, ref } = started();
  const guests = supervisor(ref('guests'));
  for (let n = 1; n <= 5; n++) await guests.startChild(child(`guest:${n}`, idle, { restart: 'temporary' }));
  const told = [...system.census(3)];
  expect(told.map(({ node }) => node.id).slice(-3)).toEqual(['guest:1', 'guest:2', 'guest:3']);
  expect(told.find(({ node }) => node.id === 'guests')?.supervisor?.hidden).toBe(2);
});

test('links and monitors are told by path, whoever is no actor as outside', () => {
  const { system, ref } = started();
  link(ref('db'), ref('guests'));
  monitor(ref('cache'), ref('db'));
  const watching = monitor(() => {}, ref('db'));
  const db = () => [...system.census()].find(({ node }) => node.id === 'db');
  expect([db()?.links, db()?.monitoredBy]).toEqual([['app/guests'], ['app/cache', 'outside']]);
  watching.unwatch();
  expect(db()?.monitoredBy).toEqual(['app/cache']);
});

test('a witness sees each message when it is sent and while it is handled, so that causes can be told', () => {
  const { system, ref, letters } = started();
  const said: string[] = [];
  const witness: Witness = {
    sent: (_, to, event: AnyEventObject) => {
      said.push(`${event.type} sent to ${to.id}`);
      return event.type;
    },
    handling: (message) => said.push(`${message} handled`),
    handled: () => said.push('done'),
  };
  const relay = system.start(
    child(
      'relay',
      fromCallback(({ receive }) => {
        const gone = ref('cache');
        receive(() => {
          ref('db').send({ type: 'PING' });
          gone.send({ type: 'BREAK' });
          gone.send({ type: 'LATE' });
        });
      }),
    ),
  );
  system.witness = witness;
  relay.ref.send({ type: 'GO' });
  system.witness = undefined;
  expect(said.slice(0, 4)).toEqual(['GO sent to relay', 'GO handled', 'PING sent to db', 'BREAK sent to cache']);
  expect(said).toContain('LATE handled');
  expect(letters).toEqual(['LATE to app/cache']);
  const before = said.length;
  relay.ref.send({ type: 'GO' });
  expect(said).toHaveLength(before);
});

test('what an actor waits for is told by name: the kernels timers and the delays of its machine', () => {
  const { clock, system } = started();
  const slow = createMachine({ id: 'slow', initial: 'a', states: { a: { after: { 700: 'b' } }, b: {} } });
  const handle = system.start(child('slow', slow));
  sendAfter(handle.ref, '2s', { type: 'TICK' });
  const found = [...system.census()].find(({ node }) => node.id === 'slow');
  if (found === undefined) throw new Error('no slow');
  const [tick, after] = system.timersOf(found);
  expect(tick).toEqual({ what: 'TICK', dueAt: clock.now() + 2_000 });
  expect(after?.what).toMatch(/^xstate\.after\.700\./);
  clock.advance(700);
  expect(system.timersOf(found).map(({ what }) => what)).toEqual(['TICK']);
});
