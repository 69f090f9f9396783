import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { memoryStore } from '../../src/session/memory-store.ts';
import type { SessionStore } from '../../src/session/store.ts';
import { lineage, within } from '../../src/tools/lineage.ts';
import { awake, kill, type Stage, stage } from './support.ts';

let here: Stage;

beforeEach(async () => {
  here = await stage({ timeout: '300s', parkAfter: '30s' });
});
afterEach(() => here.stop());

/** What its events say, in order. */
function heard(id: string): string[] {
  const told: string[] = [];
  const session = here.sessions.get(id);
  for (const event of ['active', 'parked', 'closed', 'expired'] as const) session.on(event, () => told.push(event));
  return told;
}

/** A store whose answers wait until they are let go. */
function slowStore(): { store: SessionStore; go: () => void } {
  const waiting: (() => void)[] = [];
  const inner = memoryStore();
  const slow =
    <A extends unknown[], R>(method: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return method(...args);
    };
  return {
    store: { ...inner, load: slow(inner.load), save: slow(inner.save), delete: slow(inner.delete) },
    go: () => {
      for (const resolve of waiting.splice(0)) resolve();
    },
  };
}

describe('a session', () => {
  test('appears on first use and is the same for all who name it', async () => {
    const session = here.sessions.get('user-42');
    expect([here.sessions.size, here.sessions.get('user-42') === session, session.state]).toEqual([1, true, 'parked']);
    await session.set('n', 1);
    expect([session.state, awake(here)]).toEqual(['active', ['session:user-42']]);
  });

  test('has an actor while it is awake, and none when it has been quiet for a while; nothing is lost', async () => {
    const told = heard('user-42');
    const session = here.sessions.get('user-42');
    await session.set('n', 1);
    await here.pass(29_999);
    expect(awake(here)).toEqual(['session:user-42']);
    await here.pass(2);
    expect([session.state, awake(here)]).toEqual(['parked', []]);
    expect(await session.get('n')).toBe(1);
    expect(told).toEqual(['active', 'parked', 'active']);
  });

  test('expires when nobody has used it for its timeout, counted from its last use', async () => {
    const told = heard('user-42');
    const session = here.sessions.get('user-42');
    await session.set('n', 1);
    await here.pass(200_000);
    await session.get('n');
    await here.pass(299_999);
    expect(here.sessions.has('user-42')).toBe(true);
    await here.pass(2);
    expect([session.state, here.sessions.has('user-42'), here.sessions.ended('user-42')]).toEqual([
      'expired',
      false,
      'expired',
    ]);
    expect(told.at(-1)).toBe('expired');
    await expect(session.get('n')).rejects.toMatchObject({ code: 'VIV_SESSION_EXPIRED', facts: { end: 'expired' } });
  });

  test('that has expired begins anew under its name, with nothing of the old one', async () => {
    const old = here.sessions.get('user-42');
    await old.set('n', 1);
    await here.pass(400_000);
    const fresh = here.sessions.get('user-42');
    expect(fresh).not.toBe(old);
    expect(await fresh.get('n')).toBeUndefined();
    expect(here.sessions.ended('user-42')).toBeUndefined();
  });

  test('never used at all expires as well', async () => {
    here.sessions.get('user-42');
    await here.pass(300_001);
    expect(here.sessions.size).toBe(0);
  });

  test('has a timeout of its own if it is given one; infinity is for ever', async () => {
    here.sessions.get('short', { timeout: '1s' });
    await here.sessions.get('long', { timeout: 'infinity' }).set('n', 1);
    await here.pass(1_001);
    expect(here.sessions.list().map(({ id }) => id)).toEqual(['long']);
    await here.pass(1e9);
    expect(here.sessions.has('long')).toBe(true);
  });

  test('neither parks nor expires while a call is in flight, and counts idle time from its end', async () => {
    const call = here.table.admit('user-42');
    call.enter();
    await here.settle();
    await here.pass(1_000_000);
    expect(here.sessions.find('user-42')?.state).toBe('active');
    call.leave();
    await here.pass(299_000);
    expect(here.sessions.has('user-42')).toBe(true);
    await here.pass(2_000);
    expect(here.sessions.has('user-42')).toBe(false);
  });

  test('is kept by touch()', async () => {
    const session = here.sessions.get('user-42');
    await here.pass(200_000);
    session.touch();
    await here.pass(200_000);
    expect(session.state).toBe('parked');
    await here.pass(100_001);
    expect(session.state).toBe('expired');
  });
});

describe('an actor that is killed', () => {
  test('takes nothing with it: the session rests, and the next use wakes it', async () => {
    const session = here.sessions.get('user-42');
    await session.set('n', 1);
    await kill(here, 'user-42');
    expect([session.state, awake(here)]).toEqual(['parked', []]);
    expect(await session.get('n')).toBe(1);
  });

  test('with the supervisor of all sessions takes nothing either', async () => {
    const sessions = ['a', 'b'].map((id) => here.sessions.get(id));
    await Promise.all(sessions.map((session) => session.set('n', session.id)));
    const call = here.table.admit('a');
    call.enter();
    await kill(here);
    await here.settle();
    expect([awake(here), sessions.map(({ state }) => state)]).toEqual([[], ['parked', 'parked']]);
    expect(await Promise.all(sessions.map((session) => session.get('n')))).toEqual(['a', 'b']);
    call.leave();
    await here.pass(300_001);
    expect(here.sessions.size).toBe(0);
  });

  test('while its record is read tells those who wait, and the next try works', async () => {
    const { store, go } = slowStore();
    const slow = await stage({ store });
    const session = slow.sessions.get('user-42');
    const read = session.get('n');
    await kill(slow, 'user-42');
    await expect(read).rejects.toMatchObject({ code: 'VIV_STOPPED' });
    const again = session.get('n');
    await slow.settle();
    go();
    expect(await again).toBeUndefined();
    await slow.stop();
  });

  test('leaves the supervisor alone, however many follow', async () => {
    const sessions = Array.from({ length: 50 }, (_, i) => here.sessions.get(`s${i}`));
    await Promise.all(sessions.map((session, i) => session.set('n', i)));
    for (const { id } of sessions) await kill(here, id);
    expect(awake(here)).toEqual([]);
    expect(await Promise.all(sessions.map((session) => session.get('n')))).toEqual(sessions.map((_, i) => i));
  });
});

describe('closing a session', () => {
  test('refuses new calls, waits for those in flight, and deletes what belongs to it', async () => {
    const store = memoryStore();
    const own = await stage({ store });
    const session = own.sessions.get('user-42');
    await session.set('n', 1);
    const call = own.table.admit('user-42');
    call.enter();
    const closed = session.close();
    expect(session.state).toBe('closing');
    expect(() => own.table.admit(session).enter()).toThrow('was closed');
    expect(await session.get('n')).toBe(1); // what is in flight still has its variables
    call.leave();
    await closed;
    expect([session.state, await store.list(), own.sessions.ended('user-42')]).toEqual(['closed', [], 'closed']);
    await own.stop();
  });

  test('ends what is in flight when its grace is over', async () => {
    const call = here.table.admit('user-42');
    call.enter();
    const closed = here.sessions.close('user-42', { grace: '2s' });
    await here.pass(1_999);
    expect(here.abandoned).toEqual([]);
    await here.pass(2);
    expect(here.abandoned).toEqual(['user-42']);
    expect(await closed).toBe(true);
  });

  test('twice is closing once, and of one that is not there says so', async () => {
    const session = here.sessions.get('user-42');
    await Promise.all([session.close(), session.close()]);
    await session.close();
    expect(await here.sessions.close('user-42')).toBe(false);
  });

  test('of a parked one wakes it for that', async () => {
    const session = here.sessions.get('user-42');
    await session.set('n', 1);
    await here.pass(31_000);
    await session.close();
    expect(await here.sessions.get('user-42').get('n')).toBeUndefined();
  });

  test('frees its name at once: the next of it waits for the old record to be gone, and sees nothing of it', async () => {
    const { store, go } = slowStore();
    const slow = await stage({ store });
    const old = slow.sessions.get('user-42');
    const set = old.set('n', 1);
    for (let i = 0; i < 4; i++) {
      await slow.settle();
      go();
    }
    await set;
    const closed = old.close();
    await slow.settle(); // its record is being deleted
    const fresh = slow.sessions.get('user-42');
    expect(fresh).not.toBe(old);
    const read = fresh.get('n');
    for (let i = 0; i < 4; i++) {
      await slow.settle();
      go();
    }
    await closed;
    expect(await read).toBeUndefined();
    await slow.stop();
  });
});

describe('the table of sessions', () => {
  test('has room for so many, and says so', async () => {
    const small = await stage({ max: 2 });
    small.sessions.get('a');
    small.sessions.get('b');
    expect(() => small.sessions.get('c')).toThrow(
      expect.objectContaining({ code: 'VIV_SESSION_LIMIT', retryable: true }),
    );
    await small.sessions.close('a');
    expect(small.sessions.get('c').id).toBe('c');
    await small.stop();
  });

  test('gives up the parked one idle longest when it may, never one that is in use', async () => {
    const small = await stage({ max: 2, evict: 'idlest', parkAfter: '1s' });
    await small.sessions.get('a').set('n', 1);
    await small.pass(500);
    await small.sessions.get('b').set('n', 1);
    await small.pass(2_000);
    await small.sessions.get('a').get('n');
    await small.pass(2_000); // both are parked, b longer
    small.sessions.get('c');
    await small.settle();
    expect(small.sessions.list().map(({ id }) => id)).toEqual(['a', 'c']);
    expect(small.sessions.ended('b')).toBe('expired');
    small.table.admit('a').enter();
    small.table.admit('c').enter();
    await small.settle();
    expect(() => small.sessions.get('d')).toThrow(expect.objectContaining({ code: 'VIV_SESSION_LIMIT' }));
    await small.stop();
  });

  test('opens a session that must be new', async () => {
    const session = await here.sessions.open('user-42', { metadata: { user: 'Ada' } });
    expect(session.metadata).toEqual({ user: 'Ada' });
    await expect(here.sessions.open('user-42')).rejects.toMatchObject({ code: 'VIV_SESSION_EXISTS' });
  });

  test('may be asked again for one that its store could not begin', async () => {
    const inner = memoryStore();
    const failures = [new Error('disk full')];
    const save: SessionStore['save'] = (...args) => {
      const failure = failures.pop();
      return failure === undefined ? inner.save(...args) : Promise.reject(failure);
    };
    const other = await stage({ store: { ...inner, save } });
    await expect(other.sessions.open('a')).rejects.toThrow('disk full');
    expect(other.sessions.has('a')).toBe(false);
    const session = await other.sessions.open('a', { metadata: { user: 'Ada' } });
    expect([session.metadata, await inner.list()]).toEqual([{ user: 'Ada' }, ['a']]);
    await other.stop();
  });

  test('takes up what its store has, with its settings, and counts its idle time from then', async () => {
    const store = memoryStore();
    const before = await stage({ store });
    await before.sessions.open('user-42', { metadata: { user: 'Ada' }, timeout: '10s', affinity: 'strict' });
    await before.sessions.get('user-42').set('n', 1);
    await before.stop();
    const after = await stage({ store });
    const session = after.sessions.find('user-42');
    expect([session?.metadata, session?.state]).toEqual([{ user: 'Ada' }, 'parked']);
    expect(await session?.get('n')).toBe(1);
    await after.pass(9_999);
    expect(after.sessions.size).toBe(1);
    await after.pass(2);
    expect([after.sessions.size, await store.list()]).toEqual([0, []]);
    await after.stop();
  });

  test('gives its store back when what is in it cannot be read', async () => {
    const story: string[] = [];
    const inner = memoryStore();
    await inner.save('a', 0, { createdAt: 0, metadata: {}, variables: new Map() });
    const load = () => Promise.reject(new Error('disk on fire'));
    const close = async () => {
      story.push('closed');
    };
    await expect(stage({ store: { ...inner, load, close } })).rejects.toThrow('disk on fire');
    expect(story).toEqual(['closed']);
  });

  test('stops with the writes that are on their way, and keeps the records', async () => {
    const { store, go } = slowStore();
    const slow = await stage({ store });
    const set = slow.sessions.get('user-42').set('n', 1);
    await slow.settle();
    go();
    await slow.settle(); // read; now it is being written
    slow.table.stopping();
    const stopped = slow.handle.stop('shutdown');
    await slow.settle();
    go();
    expect(await set).toMatchObject({ version: 1 });
    await stopped;
    await slow.table.stopped();
    expect(await store.list()).toEqual(['user-42']);
    expect(() => slow.sessions.get('other')).toThrow(expect.objectContaining({ code: 'VIV_STOPPED' }));
  });

  test('ends watches when it stops, those that wait and those that are asked later', async () => {
    const { sessions } = here;
    const session = sessions.get('a');
    await session.set('n', 0);
    const [waiting, busy] = [session.watch(), session.watch()];
    const stopped = { code: 'VIV_STOPPED', message: expect.stringContaining('its runtime is stopping') };
    const ended = expect(waiting.next()).rejects.toMatchObject(stopped);
    await here.stop();
    await ended;
    await expect(busy.next()).rejects.toMatchObject(stopped);
    expect([await busy.next(), session.inFlight]).toEqual([{ done: true, value: undefined }, 0]);
  });

  test('bears a store that fails and one that never answers, and tells who asked', async () => {
    let broken = true;
    const inner = memoryStore();
    const load = async (id: string) => {
      if (broken) throw new Error('disk on fire');
      return inner.load(id);
    };
    const own = await stage({ store: { ...inner, load } });
    await expect(own.sessions.get('user-42').get('n')).rejects.toThrow('disk on fire');
    broken = false;
    expect(await own.sessions.get('user-42').get('n')).toBeUndefined();
    await own.stop();
    const mute = await stage({ store: { ...inner, load: () => new Promise(() => {}) } });
    const read = mute.sessions.get('user-42').get('n');
    const refused = expect(read).rejects.toMatchObject({ code: 'VIV_SESSION_STORE' });
    await mute.pass(10_001);
    await refused;
    await mute.stop();
  });

  test('refuses ids, options and handles that are none', () => {
    for (const id of ['', 'x'.repeat(201), 'a\nb', 'a\u0000'])
      expect(() => here.sessions.get(id)).toThrow(expect.objectContaining({ code: 'VIV_BAD_CONFIG' }));
    expect(() => here.sessions.get('u', { timout: '1s' } as object)).toThrow('timeout');
    expect(() => here.sessions.get('u', { affinity: 'sticky' as 'strict' })).toThrow('affinity');
    expect(() => here.table.admit({ id: 'user-42' })).toThrow('runtime.sessions.get');
    expect(here.sessions.get('Zoë/naïve – 42').id).toBe('Zoë/naïve – 42');
  });

  test('calls listeners in the name of no host tool, whoever brought it about', async () => {
    const led: unknown[] = [];
    const session = here.sessions.get('a').on('active', () => led.push(lineage()));
    const line = { of: here, isHeld: () => true, deadline: 1, parent: undefined };
    await within(line, () => session.set('n', 1));
    expect(led).toEqual([undefined]);
  });

  test('calls every listener though one throws', async () => {
    const session = here.sessions.get('user-42');
    let heard = 0;
    session.on('active', () => {
      throw new Error('a bug of the user');
    });
    session.on('active', () => {
      heard += 1;
    });
    await session.set('n', 1);
    expect([heard, here.errors]).toEqual([1, ["a listener of 'active' threw"]]);
  });
});
