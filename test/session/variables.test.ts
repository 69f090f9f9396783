import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tensor } from '../../src/index.ts';
import { memoryStore } from '../../src/session/memory-store.ts';
import type { Session } from '../../src/session/session.ts';
import type { SetOptions, VariableChange } from '../../src/session/types.ts';
import { values as sendables } from '../bridge/sendable.ts';
import { type Stage, stage } from './support.ts';

let here: Stage;
let session: Session;

beforeEach(async () => {
  here = await stage({ maxVariables: 3, maxVariableBytes: 1_000 });
  session = here.sessions.get('user-42');
});
afterEach(() => here.stop());

describe('a variable', () => {
  test('comes back as it was set, whatever can travel, and shares nothing with what was given', async () => {
    const value = {
      when: [1, 2n ** 80n, 0.5, Number.NaN, null, true],
      bytes: new Uint8Array([1, 2]),
      t: tensor(new Float32Array([1, 2])),
    };
    await session.set('v', value);
    value.bytes[0] = 9;
    const [one, two] = [await session.get<typeof value>('v'), await session.get<typeof value>('v')];
    expect(one).toEqual({ ...value, bytes: new Uint8Array([1, 2]) });
    if (one !== undefined) one.bytes[0] = 7;
    expect(two?.bytes[0]).toBe(1);
  });

  test('any value that can be sent can be kept', async () => {
    const roomy = await stage();
    await fc.assert(
      fc.asyncProperty(sendables, async (value) => {
        await roomy.sessions.get('any').set('v', value);
        expect(await roomy.sessions.get('any').get('v')).toEqual(value);
      }),
      { numRuns: 50 },
    );
    await roomy.stop();
  });

  test('has a type, times, a maker, tags and a version', async () => {
    const made = await session.set('v', 1, { tags: { unit: 'kg' }, createdBy: 'loader' });
    await here.pass(1_000);
    const changed = await session.set('v', 1.5, { createdBy: 'another' });
    expect(made).toEqual({
      type: 'integer',
      createdAt: here.clock.wall() - 1_000,
      updatedAt: here.clock.wall() - 1_000,
      createdBy: 'loader',
      tags: { unit: 'kg' },
      version: 1,
    });
    expect(changed).toEqual({ ...made, type: 'float', updatedAt: here.clock.wall(), version: 2 });
    expect(await session.read('v')).toEqual({ name: 'v', value: 1.5, metadata: changed });
    expect(await session.list()).toEqual([{ name: 'v', ...changed, bytes: expect.any(Number) }]);
  });

  test.each([
    ['text', 'string'],
    [1, 'integer'],
    [2n ** 70n, 'integer'],
    [1.5, 'float'],
    [true, 'boolean'],
    [null, 'null'],
    [[1], 'list'],
    [{ a: 1 }, 'map'],
    [new Uint8Array(1), 'binary'],
    [new Float32Array(1), 'tensor'],
  ])('of value %s is of type %s when nobody says otherwise', async (value, type) => {
    expect(await session.set('v', value)).toMatchObject({ type });
  });

  test('is undefined when there is none, and deleting says whether there was one', async () => {
    expect([await session.get('v'), await session.read('v'), await session.delete('v')]).toEqual([
      undefined,
      undefined,
      false,
    ]);
    await session.set('v', 1);
    expect([await session.delete('v'), await session.get('v')]).toEqual([true, undefined]);
  });

  test.each(['constructor', '__proto__', 'toString', '_', '0', 'a.b-c_D'])(
    'may be called %s, and is only that',
    async (name) => {
      expect(await session.get(name)).toBeUndefined();
      await session.set(name, 'own', { tags: { [name]: 'tag' } });
      expect((await session.read(name))?.metadata.tags[name]).toBe('tag');
      expect(await session.get(name)).toBe('own');
      expect({}.constructor).toBe(Object);
    },
  );

  test.each(['', 'a b', '-a', '.a', 'ä', 'session:get', 'x'.repeat(65)])('may not be called "%s"', async (name) => {
    const refused = { code: 'VIV_BAD_CONFIG', message: expect.stringContaining('variable name') };
    await expect(session.set(name, 1)).rejects.toMatchObject(refused);
    await expect(session.get(name)).rejects.toMatchObject(refused);
    await expect(session.delete(name)).rejects.toMatchObject(refused);
    expect(() => session.watch([name])).toThrow(expect.objectContaining(refused));
  });

  test('has limits: its size, its tags, how many there are', async () => {
    await expect(session.set('v', 'x'.repeat(1_000))).rejects.toThrow('at most 1000 bytes for v');
    await expect(session.set('v', 1, { tags: { a: 'x'.repeat(4_096) } })).rejects.toThrow('tags');
    await expect(session.set('v', 1, { tags: { a: 1 as unknown as string } })).rejects.toThrow(
      'tags.a: expected a text',
    );
    for (const name of ['a', 'b', 'c']) await session.set(name, 1);
    await expect(session.set('d', 1)).rejects.toThrow('at most 3 variables');
    await session.set('a', 2);
    await expect(session.set('v', () => 1)).rejects.toMatchObject({ code: 'VIV_UNSENDABLE' });
  });
});

describe('compare-and-set', () => {
  test.each<[string, SetOptions]>([
    ['of what must not exist', { ifVersion: 0 }],
    ['of an older version', { ifVersion: 1 }],
    ['of a version that is not there yet', { ifVersion: 3 }],
  ])('%s is refused and changes nothing', async (_, options) => {
    await session.set('v', 1);
    await session.set('v', 2);
    const refused = { code: 'VIV_VERSION_CONFLICT', facts: { expected: options.ifVersion, actual: 2, name: 'v' } };
    await expect(session.set('v', 3, options)).rejects.toMatchObject(refused);
    await expect(session.delete('v', options)).rejects.toMatchObject(refused);
    expect(await session.read('v')).toMatchObject({ value: 2, metadata: { version: 2 } });
  });

  test('lets one of many win', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => session.set('v', i, { ifVersion: 0 })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('makes counting by many at once exact', async () => {
    const increment = async (): Promise<void> => {
      for (;;) {
        const found = await session.read('n');
        try {
          await session.set('n', ((found?.value as number) ?? 0) + 1, { ifVersion: found?.metadata.version ?? 0 });
          return;
        } catch (error) {
          expect(error).toMatchObject({ code: 'VIV_VERSION_CONFLICT' });
        }
      }
    };
    await Promise.all(Array.from({ length: 30 }, increment));
    expect(await session.get('n')).toBe(30);
  });

  test('misspelt is refused instead of being a write that compares nothing', async () => {
    await session.set('v', 1);
    const misspelt = { ifversion: 7 } as SetOptions;
    await expect(session.set('v', 2, misspelt)).rejects.toThrow('expected ifVersion (there is no such option)');
    expect(await session.get('v')).toBe(1);
  });

  test('with create: false changes only what is there', async () => {
    await expect(session.set('v', 1, { create: false })).rejects.toMatchObject({ code: 'VIV_NO_VARIABLE' });
    await session.set('v', 1);
    expect(await session.set('v', 2, { create: false })).toMatchObject({ version: 2 });
  });
});

test('two hosts that share a store lose no write of each other', async () => {
  const store = memoryStore();
  const [one, two] = [await stage({ store }), await stage({ store })];
  await one.sessions.get('s').set('a', 1);
  await two.sessions.get('s').set('b', 2);
  await one.sessions.get('s').set('c', 3);
  await two.sessions.get('s').set('d', 4);
  expect((await two.sessions.get('s').list()).map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
  await one.stop();
  await two.stop();
});

test('writes that wait for a slow store are bounded', async () => {
  const stuck = await stage({ store: { ...memoryStore(), save: () => new Promise(() => {}) } });
  const slow = stuck.sessions.get('s');
  const writes = Array.from({ length: 1_001 }, (_, i) => slow.set('v', i).catch((error: unknown) => error));
  expect(await writes[1_000]).toMatchObject({
    code: 'VIV_SESSION_STORE',
    message: expect.stringContaining('1000 writes'),
  });
  await stuck.stop();
});

describe('a watch', () => {
  const values = async (watch: AsyncIterator<VariableChange>, count: number): Promise<unknown[]> => {
    const seen: unknown[] = [];
    while (seen.length < count) {
      const { value } = await watch.next();
      seen.push(value?.deleted ? `no ${value.name}` : `${value?.name}=${value?.value}`);
    }
    return seen;
  };

  test('hears what is set and deleted from then on, of the names it wants', async () => {
    await session.set('a', 0);
    const [all, some] = [session.watch(), session.watch(['b'])];
    const heard = values(all, 4);
    for (const change of ['a', 'b']) await session.set(change, 1);
    await session.delete('a');
    await session.set('b', 2);
    expect(await heard).toEqual(['a=1', 'b=1', 'no a', 'b=2']);
    expect(await values(some, 1)).toEqual(['b=2']);
  });

  test('takes a list of names: a text is not one name for each of its letters', () => {
    const names = 'progress' as unknown as string[];
    expect(() => session.watch(names)).toThrow(
      'watch(names): expected a list of names, or nothing for all, got string',
    );
    expect(session.inFlight).toBe(0);
  });

  test('that is slow gets the newest of each variable, and costs no more than those', async () => {
    const watch = session.watch();
    for (let i = 1; i <= 100; i++) await session.set('a', i);
    await session.set('b', 1);
    await session.set('a', 101);
    expect(await values(watch, 2)).toEqual(['b=1', 'a=101']);
  });

  test('begins with what there is when asked to', async () => {
    await session.set('a', 1);
    await session.set('b', 2);
    expect(await values(session.watch(['b'], { initial: true }), 1)).toEqual(['b=2']);
  });

  test('keeps the session in use, and ends by its signal or by leaving the loop', async () => {
    const control = new AbortController();
    const watch = session.watch([], { signal: control.signal });
    await session.set('a', 1);
    await here.pass(1_000_000);
    expect(session.inFlight).toBe(1);
    const next = watch.next().then(() => watch.next());
    control.abort();
    expect(await next).toEqual({ done: true, value: undefined });
    for await (const _ of session.watch([], { initial: true })) break;
    expect(session.inFlight).toBe(0);
    await here.pass(1_000_000);
    expect(session.state).toBe('expired');
  });

  test('ends with the session, and says so', async () => {
    const watch = session.watch();
    const next = watch.next();
    const refused = expect(next).rejects.toMatchObject({ code: 'VIV_SESSION_EXPIRED' });
    await session.close();
    await refused;
    expect(await watch.next()).toEqual({ done: true, value: undefined });
  });
});
