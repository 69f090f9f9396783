/** Workers that a zygote has forked: as good as spawned ones in all that their users see. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { PoolOptions } from '../../src/index.ts';
import { eventually } from '../support/eventually.ts';
import { printedLine, rejection, running, type Service, service, serviceOf, stopServices } from '../support/service.ts';
import { readyZygote, whoami, zygotePid, zygoteState } from '../support/zygote.ts';

const folders: string[] = [];

afterEach(async () => {
  await stopServices();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

const forked = (options = {}): Promise<Service> => running('forked', { zygote: true, ...options });

/** A started pool on an adapter of this text, which can be changed. */
async function onFile(code: string, options: Partial<PoolOptions>) {
  const folder = await mkdtemp(join(tmpdir(), 'zygote-'));
  folders.push(folder);
  const file = join(folder, 'adapter.py');
  await writeFile(file, code);
  const env = { PYTHONDONTWRITEBYTECODE: '1', TMPDIR: folder };
  const made = serviceOf({ adapter: file, env, ...options });
  await made.runtime.start();
  return { ...made, save: (text: string) => writeFile(file, text) };
}

const linux = describe.runIf(process.platform === 'linux');

linux('a worker that was forked', () => {
  test('is a process of its own: a session, a group, a name, and nothing of its siblings', async () => {
    const made = await forked({ size: 2 });
    const zygote = await readyZygote(made);
    const me = await whoami(made);
    expect(me).toMatchObject({ parent: zygote, imported_by: zygote, group: me.pid, session: me.pid });
    expect(['worker:ml/1#1', 'worker:ml/2#1']).toContain(me.title);
    expect(made.printed.filter((line) => line === 'stdout: imported')).toHaveLength(1);
  });

  test('has its own random numbers, those of NumPy too', async () => {
    const made = await forked({ size: 2, concurrency: 1 });
    const seen = await Promise.all([1, 2].map(() => made.pool.call('chance', {}) as Promise<number[]>));
    expect(new Set(seen.flat()).size).toBe(4);
  });

  test('has the environment of a spawned one, no token, and what its import has set', async () => {
    const options = { env: { GIVEN: 'by the pool' } };
    const of = async (made: Service): Promise<Record<string, string>> => {
      const { VIVARIUM_ADDRESS, ...rest } = (await made.pool.call('environment', {})) as Record<string, string>;
      expect(VIVARIUM_ADDRESS).toBeTruthy();
      return rest;
    };
    const environment = await of(await forked(options));
    expect(environment).toMatchObject({ GIVEN: 'by the pool', SET_BY_IMPORT: 'yes', VIVARIUM_WORKER: 'worker:ml/1' });
    expect(environment).toEqual(await of(await running('forked', { zygote: false, ...options })));
  });

  test('has what the host’s own variables are by then', async () => {
    process.env['ZYGOTE_TEST'] = 'before';
    try {
      const made = await forked({ env: { ZYGOTE_TEST: true } });
      process.env['ZYGOTE_TEST'] = 'after';
      await rejection(made.pool.call('fail', { text: 'again' }));
      expect(await made.pool.call('environment', {})).toMatchObject({ ZYGOTE_TEST: 'after' });
      delete process.env['ZYGOTE_TEST'];
      await rejection(made.pool.call('fail', { text: 'again' }));
      expect(await made.pool.call('environment', {})).not.toHaveProperty('ZYGOTE_TEST');
    } finally {
      delete process.env['ZYGOTE_TEST'];
    }
  });

  test('holds nothing open that a spawned one does not', async () => {
    const open = async (zygote: boolean) => (await running('forked', { zygote })).pool.call('descriptors', {});
    expect(await open(true)).toEqual(await open(false));
  });

  test('prints and logs under its own name', async () => {
    const made = await forked();
    await made.pool.call('say', { text: 'hello' });
    await printedLine(made, 'hello');
    await eventually(() => made.log.some(({ message }) => message === 'logged hello'));
    expect(made.log.find(({ message }) => message === 'hello')?.facts).toMatchObject({ worker: 'worker:ml/1' });
    expect(made.log.find(({ message }) => message === 'imported')?.facts).toMatchObject({ worker: 'zygote:ml' });
  });

  test('has the memory limit of its pool', async () => {
    const made = await forked({ memory: 600 * 2 ** 20 });
    expect(await rejection(made.pool.call('allocate', { megabytes: 900 }))).toMatchObject({
      message: expect.stringContaining('MemoryError'),
    });
    expect(await made.pool.call('allocate', { megabytes: 1 })).toBe(1_000_000);
  });
});

linux('the crash report of a forked worker', () => {
  test('has its exit code and the end of its stderr', async () => {
    const made = await forked();
    await rejection(made.pool.call('fail', { text: 'these are my last words' }));
    await eventually(() => made.crashes.length === 1, { what: 'the crash is reported' });
    expect(made.crashes).toMatchObject([{ code: 7, signal: null, stderrTail: 'these are my last words\n' }]);
  });

  test('has the name of the signal, and for native code the stack', async () => {
    const made = await forked();
    await rejection(made.pool.call('segfault', {}));
    await rejection(made.pool.call('terminate', {}));
    const { pid } = await whoami(made);
    process.kill(pid, 'SIGKILL');
    await eventually(() => made.crashes.length === 3, { what: 'all are reported' });
    expect(made.crashes.map(({ signal }) => signal)).toEqual(['SIGSEGV', 'SIGUSR1', 'SIGKILL']);
    expect(made.crashes[0]?.cause).toMatch(/a crash in native code\), in segfault \(forked\.py:\d+\)$/);
    expect(made.crashes[2]?.explanation).toContain('kill -9');
  });
});

linux('a zygote', () => {
  test('is where the folder for temporary files has a name too long for a socket, and leaves nothing there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zygote-'));
    folders.push(folder);
    const long = join(folder, 'x'.repeat(80));
    await mkdir(long);
    vi.stubEnv('TMPDIR', long);
    const made = await forked().finally(() => vi.unstubAllEnvs());
    expect((await whoami(made)).parent).toBe(await readyZygote(made));
    await stopServices();
    expect(await readdir(long)).toEqual([]);
  });

  test('is not kept for an adapter whose import fails: the error is that of a spawned worker', async () => {
    const { runtime, log } = service('broken', { zygote: 'auto', intensity: 0 });
    const error = await rejection(runtime.start());
    const plain = service('broken', { zygote: false, intensity: 0 });
    const expected = (await rejection(plain.runtime.start())) as Error;
    expect(error).toMatchObject({ code: 'VIV_SUPERVISOR_GAVE_UP', message: expected.message });
    expect(log.filter(({ message }) => message.includes('without a zygote'))).toMatchObject([
      { level: 'info', message: expect.stringContaining('could not be imported') },
    ]);
  });

  test.each([
    [
      'threads',
      "threading.Thread(target=time.sleep, args=(60,), daemon=True, name='poller').start()",
      /1 thread \(poller\)/,
    ],
    ['a socket', 'kept = socket.socket()', /opened a socket/],
    ['a pipe', 'kept = os.pipe()', /opened a pipe/],
    ['a file for writing', "kept = open(os.path.join(os.environ['TMPDIR'], 'kept'), 'w')", /kept for writing/],
  ])('turns itself off, and says so once, where the import opens or starts %s', async (_, line, why) => {
    const code = `import os, socket, threading, time\n${line}\ndef add(a: int, b: int) -> int:\n    return a + b\n`;
    const made = await onFile(code, { zygote: true, size: 2 });
    expect(zygoteState(made)).toBe('down');
    expect(await made.pool.call('add', { a: 2, b: 3 })).toBe(5);
    const said = made.log.filter(({ message }) => message.includes('without a zygote'));
    expect(said).toMatchObject([{ level: 'warn', message: expect.stringMatching(why) }]);
    expect(made.restarts).toEqual([]);
  });

  test('stays on where the import has left nothing behind: a file to read, a thread that has ended', async () => {
    const code = `import threading\nkept = open(__file__)\nthread = threading.Thread(target=int)\nthread.start()\nthread.join()\ndef add(a: int, b: int) -> int:\n    return a + b\n`;
    const made = await onFile(code, { zygote: true });
    expect(zygoteState(made)).toBe('ready');
  });

  test('is started anew by reload(), so that the code of now is imported', async () => {
    const code = (version: number): string =>
      `import os\ndef version() -> list[int]:\n    return [${version}, os.getppid()]\n`;
    const made = await onFile(code(1), { zygote: true, size: 2 });
    const first = await readyZygote(made);
    expect(await made.pool.call('version', {})).toEqual([1, first]);
    await made.save(code(2));
    await made.pool.reload();
    const second = await readyZygote(made, first);
    const seen = await Promise.all([1, 2, 3, 4].map(() => made.pool.call('version', {})));
    expect(seen).toEqual(Array(4).fill([2, second]));
    expect(made.crashes).toEqual([]);
  });

  test('gives way to one with the code of now when a worker starts after a file was saved', async () => {
    const code = (version: number): string =>
      `import os\ndef version() -> list[int]:\n    return [${version}, os.getppid()]\n`;
    const made = await onFile(code(1), { zygote: true });
    const first = await readyZygote(made);
    await made.save(`${code(2)}# saved\n`);
    for (const parent of [() => process.pid, () => zygotePid(made)]) {
      const crashes = made.crashes.length;
      process.kill(made.pool.workers()[0]?.pid ?? Number.NaN, 'SIGKILL');
      await eventually(() => made.crashes.length > crashes, { what: 'its crash is told' });
      expect(await made.pool.call('version', {})).toEqual([2, parent()]);
      await readyZygote(made, first);
    }
    expect(
      made.log.filter(({ message }) => /imports its adapter anew: .*adapter\.py has changed$/.test(message)),
    ).toHaveLength(1);
  });

  test('is there again after pool.restart()', async () => {
    const made = await forked({ intensity: 0 });
    await rejection(made.pool.call('fail', { text: '' }));
    await eventually(() => made.pool.status === 'failed');
    await eventually(() => zygotePid(made) === undefined); // it ends a moment after the workers
    await made.pool.restart();
    expect((await whoami(made)).parent).toBe(await readyZygote(made));
  });

  test('is none where it is not wanted, and the tree has no place for it', async () => {
    const made = await running('calc', { zygote: false });
    expect(zygoteState(made)).toBe('off');
    expect(JSON.stringify(made.runtime.tree())).not.toContain('zygote');
  });
});

test('the variable VIVARIUM_ZYGOTE speaks where the option does not; what it cannot mean is refused', () => {
  const made = (): unknown => service('calc').runtime.config.pools['ml']?.zygote;
  vi.stubEnv('VIVARIUM_ZYGOTE', '1');
  expect(made()).toBe(true);
  vi.stubEnv('VIVARIUM_ZYGOTE', '0');
  expect(made()).toBe(false);
  vi.stubEnv('VIVARIUM_ZYGOTE', 'auto');
  expect(made()).toBe('auto');
  vi.stubEnv('VIVARIUM_ZYGOTE', 'perhaps');
  expect(made).toThrow(/VIVARIUM_ZYGOTE.*'1', '0' or 'auto'/);
});
