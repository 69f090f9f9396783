/** What every store of sessions has to pass. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SessionRecord, SessionStore, StoredVariable } from '../../src/session/store.ts';

export const aVariable = (text: string, given: Partial<StoredVariable> = {}): StoredVariable => ({
  value: new TextEncoder().encode(text),
  type: 'string',
  createdAt: 1_735_689_600_000,
  updatedAt: 1_735_689_600_000,
  createdBy: 'node',
  tags: {},
  version: 1,
  ...given,
});

export const aRecord = (
  variables: Readonly<Record<string, StoredVariable>> = {},
  given: Partial<SessionRecord> = {},
): SessionRecord => ({
  createdAt: 1_735_689_600_000,
  metadata: {},
  variables: new Map(Object.entries(variables)),
  ...given,
});

export interface StoreKind {
  /** A new store where there was none; it is not open. */
  make(): SessionStore;
  clean(): void;
}

export function storeContract(name: string, kind: () => StoreKind): void {
  describe(`${name} keeps sessions as every store does:`, () => {
    let store: SessionStore;
    let made: StoreKind;

    beforeEach(async () => {
      made = kind();
      store = made.make();
      await store.open();
    });

    afterEach(async () => {
      await store.close();
      made.clean();
    });

    test('what was never saved is not there', async () => {
      expect(await store.load('user-42')).toBeUndefined();
      expect(await store.list()).toEqual([]);
      expect(await store.delete('user-42')).toBe(false);
    });

    test('a record comes back as it was saved, with its version', async () => {
      const record = aRecord(
        { a: aVariable('one', { tags: { constructor: 'x' } }), __proto: aVariable('two') },
        { metadata: { user: 'Ada', __proto__2: '' }, timeoutMs: 5, affinity: 'strict' },
      );
      expect(await store.save('user-42', 0, record)).toBe(1);
      expect(await store.load('user-42')).toEqual({ version: 1, record });
      expect(await store.list()).toEqual(['user-42']);
    });

    test('a save is refused when the version is not the expected one, and changes nothing', async () => {
      await store.save('user-42', 0, aRecord({ n: aVariable('1') }));
      for (const wrong of [0, 2, 7])
        await expect(store.save('user-42', wrong, aRecord())).rejects.toMatchObject({
          code: 'VIV_VERSION_CONFLICT',
          facts: { expected: wrong, actual: 1 },
        });
      expect((await store.load('user-42'))?.record.variables.size).toBe(1);
      await expect(store.save('user-43', 1, aRecord())).rejects.toMatchObject({ code: 'VIV_VERSION_CONFLICT' });
    });

    test('of saves at once that expect the same version one is kept', async () => {
      const saves = Array.from({ length: 20 }, (_, i) => store.save('user-42', 0, aRecord({ n: aVariable(`${i}`) })));
      const outcomes = await Promise.allSettled(saves);
      const won = outcomes.flatMap(({ status }, i) => (status === 'fulfilled' ? [i] : []));
      expect(won).toHaveLength(1);
      expect((await store.load('user-42'))?.record).toEqual(aRecord({ n: aVariable(`${won[0]}`) }));
    });

    test('a deleted session is gone, and its name begins again at version 1', async () => {
      await store.save('user-42', 0, aRecord({ n: aVariable('1') }));
      expect(await store.delete('user-42')).toBe(true);
      expect(await store.load('user-42')).toBeUndefined();
      expect(await store.list()).toEqual([]);
      expect(await store.save('user-42', 0, aRecord())).toBe(1);
      expect((await store.load('user-42'))?.record.variables.size).toBe(0);
    });

    test('any story of saves and deletes ends as it would in a plain map', async () => {
      const id = fc.constantFrom('a', 'b', 'constructor', '__proto__');
      const step = fc.oneof(
        { weight: 4, arbitrary: fc.tuple(fc.constant('save'), id, fc.dictionary(id, fc.string())) },
        { weight: 1, arbitrary: fc.tuple(fc.constant('delete'), id, fc.constant({})) },
      );
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (story) => {
          for (const left of await store.list()) await store.delete(left);
          const model = new Map<string, { version: number; record: SessionRecord }>();
          for (const [what, name, values] of story) {
            const before = model.get(name)?.version ?? 0;
            if (what === 'delete') {
              expect(await store.delete(name)).toBe(model.delete(name));
              continue;
            }
            const variables = new Map(Object.entries(values).map(([key, text]) => [key, aVariable(text)]));
            const record = { ...aRecord(), variables };
            model.set(name, { version: await store.save(name, before, record), record });
          }
          expect((await store.list()).sort()).toEqual([...model.keys()].sort());
          for (const [name, kept] of model) expect(await store.load(name)).toEqual(kept);
        }),
        { numRuns: 40 },
      );
    });
  });
}
