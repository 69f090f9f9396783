/** A pool whose workers cannot be kept alive gives up: it fails clearly, harms no other pool, and can be revived. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRuntime, type Runtime, Stopped, SupervisorGaveUp } from '../../src/index.ts';
import { silentLog } from '../../src/model/log.ts';
import { eventually } from '../support/eventually.ts';
import { python } from '../support/python.ts';
import { adapter, rejection } from '../support/service.ts';

const WORKS =
  'import os\n\ndef greet():\n    return "mended"\n\ndef die():\n    os._exit(1)\n\ndef tick():\n    yield 1\n';

let folder: string;
let file: string;
let runtime: Runtime;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vivarium-give-up-'));
  file = join(folder, 'adapter.py');
  writeFileSync(file, WORKS);
  const common = { python: python(), backoff: false } as const;
  runtime = createRuntime({
    logger: silentLog,
    pools: { weak: { adapter: file, intensity: 2, ...common }, strong: { adapter: adapter('values'), ...common } },
  });
  await runtime.start();
});
afterEach(async () => {
  await runtime.stop({ grace: 0 });
  rmSync(folder, { recursive: true });
});

const failed = (): Promise<unknown> => new Promise((resolve) => runtime.on('failed', resolve));

/** The adapter no longer loads, and its worker dies. */
async function breakIt(): Promise<void> {
  writeFileSync(file, 'raise RuntimeError("the model file is damaged")\n');
  await rejection(runtime.pool('weak').call('die', {}));
}

describe('a pool that gave up', () => {
  test('says so once, with the last crash, and refuses calls at once', async () => {
    const event = failed();
    await breakIt();
    expect(await event).toMatchObject({ pool: 'weak', error: { code: 'VIV_SUPERVISOR_GAVE_UP' } });
    expect(runtime.pool('weak').status).toBe('failed');
    const error = await rejection(runtime.pool('weak').call('greet', {}));
    expect(error).toBeInstanceOf(SupervisorGaveUp);
    expect(String(error)).toMatch(/gave up after too many restarts.*the model file is damaged.*pool\.restart\(\)/);
    expect(() => runtime.pool('weak').stream('greet', {})).toThrow(SupervisorGaveUp);
  });

  test('carries the last crash with Python’s traceback, so that one error tells it all', async () => {
    const event = failed();
    await breakIt();
    await event;
    const error = (await rejection(runtime.pool('weak').call('greet', {}))) as SupervisorGaveUp;
    expect(error.message).toMatch(
      /the last crash: RuntimeError: the model file is damaged, at .*adapter\.py:1 in <module>/,
    );
    expect(error.facts['last']).toMatchObject({ worker: 'worker:weak/1', why: 'load_failed' });
    expect(error.cause).toMatchObject({ python: { traceback: expect.stringContaining('RuntimeError') } });
  });

  test('ends the calls that waited, too', async () => {
    const pool = runtime.pool('weak');
    const event = failed();
    await breakIt();
    const waiting = [1, 2, 3].map(() => rejection(pool.call('greet', {})));
    await event;
    for (const error of await Promise.all(waiting)) expect(error).toBeInstanceOf(SupervisorGaveUp);
  });

  test('leaves the other pools alone', async () => {
    const [{ pid } = { pid: 0 }] = runtime.pool('strong').workers();
    const event = failed();
    await breakIt();
    await event;
    expect(await runtime.pool('strong').call('echo', { value: 1 })).toBe(1);
    expect(runtime.pool('strong').workers()).toMatchObject([{ pid, incarnation: 1 }]);
    expect(runtime.pool('strong').status).toBe('ready');
  });

  test('is revived by restart() once its adapter is mended, again and again', async () => {
    const pool = runtime.pool('weak');
    for (const _ of [1, 2]) {
      const event = failed();
      await breakIt();
      await event;
      writeFileSync(file, WORKS);
      await pool.restart();
      expect(pool.status).toBe('ready');
      expect(await pool.call('greet', {})).toBe('mended');
    }
  });

  test('never gives two lives of a worker one name, whatever was restarted', async () => {
    const pool = runtime.pool('weak');
    const lives: string[] = [];
    runtime.on('started', ({ id, incarnation }) => {
      if (id.startsWith('worker:weak')) lives.push(`${id}#${incarnation}`);
    });
    const event = failed();
    await breakIt();
    await event;
    writeFileSync(file, WORKS);
    await pool.restart();
    await pool.reload();
    expect(lives.length).toBeGreaterThan(2);
    expect(new Set(lives).size).toBe(lives.length);
    expect(lives).not.toContain('worker:weak/1#1');
  });

  test('can be revived by the very listener that hears of it', async () => {
    const pool = runtime.pool('weak');
    const revived = new Promise((resolve) =>
      runtime.on('failed', () => {
        writeFileSync(file, WORKS);
        resolve(pool.restart());
      }),
    );
    await breakIt();
    await revived;
    expect(await pool.call('greet', {})).toBe('mended');
  });

  test('ends a stream that waits with the same reason as a call', async () => {
    const pool = runtime.pool('weak');
    const event = failed();
    writeFileSync(file, 'raise RuntimeError("the model file is damaged")\n');
    process.kill(pool.workers()[0]?.pid ?? 0, 'SIGKILL');
    await eventually(() => pool.workers().length === 0);
    const waiting = rejection(pool.stream('tick', {}).next());
    await event;
    expect(await waiting).toBeInstanceOf(SupervisorGaveUp);
  });

  test('ends a stream that waits with that reason also while its zygote is still to end', async () => {
    await runtime.stop({ grace: 0 });
    writeFileSync(file, `${WORKS}\ndef hold():\n    yield 1\n    while True:\n        yield 2\n`);
    runtime = createRuntime({
      logger: silentLog,
      pools: { weak: { adapter: file, python: python(), intensity: 0, zygote: true } },
    });
    await runtime.start();
    const pool = runtime.pool('weak');
    const running = pool.stream('hold', {});
    await running.next();
    const waiting = rejection(pool.stream('tick', {}).next());
    await eventually(() => pool.waiting === 1);
    process.kill(pool.workers()[0]?.pid ?? 0, 'SIGKILL');
    expect(await waiting).toBeInstanceOf(SupervisorGaveUp);
    expect(() => pool.stream('tick', {})).toThrow(SupervisorGaveUp);
    expect(await rejection(pool.call('greet', {}))).toBeInstanceOf(SupervisorGaveUp);
    await pool.restart();
    expect(await pool.call('greet', {})).toBe('mended');
  });

  test('fails again when it is restarted and nothing was mended', async () => {
    const pool = runtime.pool('weak');
    const event = failed();
    await breakIt();
    await event;
    expect(await rejection(pool.restart())).toBeInstanceOf(SupervisorGaveUp);
    expect(pool.status).toBe('failed');
  });
});

test('a pool that has not given up is not restarted', async () => {
  const error = await rejection(runtime.pool('weak').restart());
  expect(error).toBeInstanceOf(Stopped);
  expect(String(error)).toContain('only a failed pool is restarted');
});

test('within its intensity a pool comes back by itself each time', async () => {
  const pool = runtime.pool('weak');
  for (const incarnation of [2, 3]) {
    await rejection(pool.call('die', {}));
    expect(await pool.call('greet', {})).toBe('mended');
    await eventually(() => pool.workers()[0]?.incarnation === incarnation);
  }
  expect(pool.status).toBe('ready');
});
