/** What the runtime remembers of real crashes, and what can be made of it. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CrashRecord, createRuntime, replay } from '../../src/index.ts';
import { silentLog } from '../../src/model/log.ts';
import { eventually } from '../support/eventually.ts';
import { python } from '../support/python.ts';
import { adapter, rejection, running, stopServices } from '../support/service.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vivarium-recorder-'));
});
afterEach(async () => {
  await stopServices();
  rmSync(folder, { recursive: true });
});

const states = (record: CrashRecord): string[] => replay(record).map(({ state }) => state);

describe('runtime.crashes()', () => {
  test('has what led to a crash, and what its supervisor decided', async () => {
    const { runtime, pool } = await running('crasher');
    await rejection(pool.call('segfault', {}));
    await eventually(() => pool.status === 'ready' && runtime.crashes()[0]?.decision);
    const [record, ...others] = runtime.crashes();
    expect(others).toEqual([]);
    expect(record?.decision).toMatch(/^restart 1 of 5 in 30 s of `worker:ml\/1`: crash killed by SIGSEGV/);
    expect(record?.before.at(-1)).toMatchObject({ type: 'exit', who: 'worker:ml/1#1' });
    expect(record?.before.map(({ type }) => type)).toContain('ready');
  });

  test('says that it was one restart too many, and begins anew after a revival', async () => {
    const { runtime, pool } = await running('crasher', { intensity: 0 });
    await rejection(pool.call('segfault', {}));
    await eventually(() => pool.status === 'failed');
    expect(runtime.crashes()[0]?.decision).toMatch(/^one restart too many/);
    await pool.restart();
    await rejection(pool.call('be_killed', {}));
    await eventually(() => runtime.crashes().length === 2);
    expect(runtime.crashes().map(({ signal }) => signal)).toEqual(['SIGSEGV', 'SIGKILL']);
  });
});

test('a crash has the memory and the CPU time of its process', async () => {
  // A forked worker has used no CPU time worth telling.
  const { runtime, pool } = await running('crasher', { zygote: false });
  await rejection(pool.call('deadlock', {}, { timeout: '300ms', onTimeout: 'kill' }));
  const record = await eventually(() => runtime.crashes()[0]);
  expect(record?.usage[0]?.rss).toBeGreaterThan(10_000_000);
  expect(record?.usage[0]?.cpuMs).toBeGreaterThan(0);
});

describe('replay(record)', () => {
  test('goes from start to end through the states that the worker went through, with what each told its process', async () => {
    const { runtime, pool } = await running('crasher');
    await rejection(pool.call('deadlock', {}, { timeout: '300ms', onTimeout: 'kill' }));
    const record = await eventually(() => runtime.crashes()[0]);
    if (record === undefined) throw new Error('no crash was recorded');
    expect(states(record)).toEqual(
      record.transitions.filter(({ event }) => !/^xstate\.(?!init)/.test(event.type)).map(({ state }) => state),
    );
    expect(new Set(states(record))).toEqual(
      new Set(['waiting', 'starting', 'loading', 'ready', 'dumping', 'killing', 'reporting', 'exited']),
    );
    const dumping = replay(record).find(({ state }) => state === 'dumping');
    expect(dumping?.event).toMatchObject({ type: 'KILL' });
    expect(dumping?.commands.map((command) => (command.type === 'SIGNAL' ? command.signal : command.type))).toEqual([
      'REFUSE',
      'FENCE',
      'SIGQUIT',
      'ARM',
    ]);
  });

  test('of a record without its beginning says so', () => {
    expect(() => replay({ transitions: [] })).toThrow(
      'record.transitions: expected a life from its start, got array of 0',
    );
  });
});

describe('crashLog', () => {
  test('has each crash on a line of JSON that can be replayed, in a file that only its owner reads', async () => {
    const file = join(folder, 'crashes.jsonl');
    const pools = { ml: { adapter: adapter('crasher'), python: python(), backoff: false } as const };
    const runtime = createRuntime({ pools, logger: silentLog, crashLog: file });
    await runtime.start();
    for (const _ of [1, 2]) await rejection(runtime.pool('ml').call('segfault', {}));
    await eventually(() => runtime.crashes().length === 2);
    await runtime.stop({ grace: 0 });
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    const records = lines.map((line) => JSON.parse(line) as CrashRecord);
    expect(records.map(({ incarnation, decision }) => [incarnation, decision?.slice(0, 9)])).toEqual([
      [1, 'restart 1'],
      [2, 'restart 2'],
    ]);
    expect(records.map((record) => states(record).at(-1))).toEqual(['exited', 'exited']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('that cannot be written costs a warning and no crash of ours', async () => {
    const warnings: string[] = [];
    const pools = { ml: { adapter: adapter('crasher'), python: python(), backoff: false } as const };
    const logger = { ...silentLog, warn: (_: object, message: string) => void warnings.push(message) };
    const runtime = createRuntime({ pools, logger, crashLog: join(folder, 'no', 'folder') });
    await runtime.start();
    await rejection(runtime.pool('ml').call('segfault', {}));
    await eventually(() =>
      warnings.some((message) => /^the crash of worker:ml\/1#1 was not written: .*ENOENT/.test(message)),
    );
    await runtime.stop({ grace: 0 });
  });
});

test('runtime.journal() tells in order what happened, and of one worker what its machine was told', async () => {
  const { runtime, pool } = await running('crasher');
  await rejection(pool.call('be_killed', {}));
  await eventually(() => pool.workers()[0]?.incarnation === 2);
  const types = runtime.journal('worker:ml/1').map(({ type, who }) => `${type} ${who}`);
  expect(types).toContain('exit worker:ml/1#1');
  expect(types).toContain('ready worker:ml/1#2');
  expect(types).toContain('ATTACHED worker:ml/1');
  expect(runtime.journal('worker:ml')).toEqual([]);
  const walls = runtime.journal().map(({ wall }) => wall);
  expect(walls).toEqual([...walls].sort((a, b) => a - b));
});
