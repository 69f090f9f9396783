import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileSessionStore } from '../../src/session/file-store.ts';
import type { SessionStore } from '../../src/session/store.ts';
import { aRecord, aVariable } from './store-contract.ts';

let dir: string;
let log: string;
const open: SessionStore[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vivarium-sessions-'));
  log = join(dir, 'sessions.log');
});

afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
  rmSync(dir, { recursive: true, force: true });
});

async function opened(): Promise<SessionStore> {
  const store = fileSessionStore(dir);
  await store.open();
  open.push(store);
  return store;
}

async function reopened(): Promise<SessionStore> {
  await open.pop()?.close();
  return opened();
}

/** A file with sessions s1 … sN of one variable each. */
async function written(count: number): Promise<void> {
  const store = await opened();
  for (let i = 1; i <= count; i++) await store.save(`s${i}`, 0, aRecord({ n: aVariable(`${i}`) }));
  await open.pop()?.close();
}

describe('a file of sessions, opened again,', () => {
  test('has what was acknowledged: saves, changes and deletes', async () => {
    const store = await opened();
    const first = aRecord({ a: aVariable('1'), b: aVariable('2') }, { metadata: { user: 'Ada' } });
    await store.save('user-42', 0, first);
    const changed = { ...first, variables: new Map([...first.variables, ['b', aVariable('3', { version: 2 })]]) };
    changed.variables.delete('a');
    await store.save('user-42', 1, changed);
    await store.save('gone', 0, aRecord());
    await store.delete('gone');
    const again = await reopened();
    expect(await again.list()).toEqual(['user-42']);
    expect(await again.load('user-42')).toEqual({ version: 2, record: changed });
  });

  test('keeps a value of some megabytes', async () => {
    const value = new Uint8Array(3 << 20).map((_, i) => i % 251);
    await (await opened()).save('user-42', 0, aRecord({ big: { ...aVariable(''), value } }));
    const record = (await (await reopened()).load('user-42'))?.record;
    expect(Buffer.compare(record?.variables.get('big')?.value ?? new Uint8Array(), value)).toBe(0);
  });

  test('drops a record that was torn off at any byte, and keeps all before it', async () => {
    await written(3);
    const whole = readFileSync(log);
    const two = await lengthOf(2, whole);
    for (let cut = two; cut < whole.length; cut++) {
      writeFileSync(log, whole.subarray(0, cut));
      const store = await opened();
      expect(await store.list(), `cut at byte ${cut}`).toEqual(['s1', 's2']);
      await open.pop()?.close();
      expect(statSync(log).size).toBe(two);
    }
  });

  test('can be written after a torn record, and that is there the next time', async () => {
    await written(2);
    truncateSync(log, statSync(log).size - 3);
    const store = await opened();
    await store.save('s2', 0, aRecord({ n: aVariable('again') }));
    expect(await (await reopened()).list()).toEqual(['s1', 's2']);
  });

  test('takes zeros at its end for space the system had not filled when the power went', async () => {
    await written(2);
    appendFileSync(log, new Uint8Array(5_000));
    expect(await (await opened()).list()).toEqual(['s1', 's2']);
  });

  test('that is damaged in the middle is refused by name and offset, and left as it is', async () => {
    await written(3);
    const whole = readFileSync(log);
    const two = await lengthOf(2, whole);
    const one = await lengthOf(1, whole);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: one, max: two - 1 }), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        writeFileSync(log, bytes);
        await expect(fileSessionStore(dir).open()).rejects.toMatchObject({
          code: 'VIV_SESSION_STORE',
          facts: { path: log, offset: one },
        });
        expect(readFileSync(log).equals(bytes)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  /** How long the file is with only the first sessions in it. */
  async function lengthOf(count: number, whole: Buffer): Promise<number> {
    const other = mkdtempSync(join(tmpdir(), 'vivarium-sessions-'));
    const store = fileSessionStore(other);
    await store.open();
    for (let i = 1; i <= count; i++) await store.save(`s${i}`, 0, aRecord({ n: aVariable(`${i}`) }));
    await store.close();
    const bytes = readFileSync(join(other, 'sessions.log'));
    rmSync(other, { recursive: true });
    expect(whole.subarray(0, bytes.length).equals(bytes)).toBe(true);
    return bytes.length;
  }
});

describe('a file of sessions', () => {
  test('is written anew when most of it is out of date, and loses nothing by it', async () => {
    const store = await opened();
    const text = 'x'.repeat(10_000);
    for (let i = 0; i < 400; i++) await store.save('user-42', i, aRecord({ n: aVariable(`${text}${i}`) }));
    expect(statSync(log).size).toBeLessThan(1 << 20);
    const again = await reopened();
    expect(await again.load('user-42')).toEqual({ version: 400, record: aRecord({ n: aVariable(`${text}399`) }) });
    expect(existsSync(`${log}.new`)).toBe(false);
  });

  test('belongs to one at a time, and says to whom', async () => {
    await opened();
    await expect(fileSessionStore(dir).open()).rejects.toMatchObject({
      code: 'VIV_SESSION_STORE',
      message: expect.stringContaining(`in use by process ${process.pid}`),
    });
    await (await reopened()).save('still', 0, aRecord()); // the refused one has taken nothing away
  });

  test('of an owner that died is taken over', async () => {
    await written(1);
    writeFileSync(join(dir, 'lock'), '999999999-1');
    expect(await (await opened()).list()).toEqual(['s1']);
  });

  test('tells who can no longer write that the change was not made', async () => {
    const store = await opened();
    await store.close();
    open.pop();
    await expect(store.save('late', 0, aRecord())).rejects.toMatchObject({ code: 'VIV_SESSION_STORE' });
    expect(await (await opened()).list()).toEqual([]);
  });

  test('that cannot be made is refused with the reason', async () => {
    writeFileSync(join(dir, 'file'), '');
    await expect(fileSessionStore(join(dir, 'file')).open()).rejects.toMatchObject({ code: 'VIV_SESSION_STORE' });
  });
});
