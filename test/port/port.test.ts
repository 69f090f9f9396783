import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Guardian } from '../../src/port/guardian.ts';
import { MAX_TAIL } from '../../src/port/tail.ts';
import { eventually } from '../support/eventually.ts';
import { isRunning } from '../support/processes.ts';
import { realGuardian, watchPort } from './support.ts';

let guardian: Guardian;
beforeAll(() => {
  guardian = realGuardian();
});
afterAll(() => guardian.close());

describe('a process that ends', () => {
  test('tells its lines, its last words and how it ended, once', async () => {
    const { lines, told, ended } = watchPort(
      'import sys; print("out"); print("err", file=sys.stderr); sys.exit(3)',
      guardian,
    );
    expect(await ended).toMatchObject({
      code: 3,
      signal: null,
      explanation: 'exited with code 3',
      stderrTail: 'err\n',
    });
    expect(lines.toSorted()).toEqual(['stderr: err', 'stdout: out']);
    expect(told).toEqual(['spawn', 'ended', 'exit']);
  });

  test('with its last line unfinished still tells that line', async () => {
    const { lines, ended } = watchPort('import os; os.write(1, b"no newline"); os._exit(0)', guardian);
    await ended;
    expect(lines).toEqual(['stdout: no newline']);
  });

  test('by a crash in native code says so', async () => {
    const { ended } = watchPort('import os, signal; os.kill(os.getpid(), signal.SIGSEGV)', guardian);
    expect(await ended).toMatchObject({ signal: 'SIGSEGV', explanation: 'killed by SIGSEGV (a crash in native code)' });
  });

  test('takes with it what it started', async () => {
    const { lines, ended } = watchPort('import subprocess; print(subprocess.Popen(["sleep", "60"]).pid)', guardian);
    await ended;
    const grandchild = Number(lines[0]?.split(' ')[1]);
    expect(grandchild).toBeGreaterThan(1);
    await eventually(() => !isRunning(grandchild), { timeout: 1_000 });
  });

  test('is reported although a grandchild in a session of its own holds its output open', async () => {
    const code = 'import subprocess; print(subprocess.Popen(["sleep", "5"], start_new_session=True).pid)';
    const { lines, ended } = watchPort(code, guardian);
    const before = performance.now();
    await ended;
    expect(performance.now() - before).toBeLessThan(2_500);
    process.kill(Number(lines[0]?.split(' ')[1]), 'SIGKILL');
  });
});

describe('a running process', () => {
  test('is the leader of its own group, with no stdin and no descriptor but the life pipe', async () => {
    const code =
      'import os, sys; print(os.getpgrp() == os.getsid(0) == os.getpid(), sys.stdin.read() == "", os.environ["VIVARIUM_LIFE_FD"])';
    const { lines, ended } = watchPort(code, guardian);
    await ended;
    expect(lines).toEqual(['stdout: True True 3']);
  });

  test('and whatever it started hear a signal', async () => {
    const { port, lines, ended } = watchPort(
      'import subprocess; p = subprocess.Popen(["sleep", "60"]); print(p.pid); p.wait()',
      guardian,
    );
    await eventually(() => lines.length > 0);
    port.signal('SIGTERM');
    expect(await ended).toMatchObject({ signal: 'SIGTERM', explanation: 'killed by SIGTERM (sent by its host)' });
    await eventually(() => !isRunning(Number(lines[0]?.split(' ')[1])), { timeout: 1_000 });
  });

  test('that is stopped and ignores SIGTERM ends when it is disposed of', async () => {
    const code = 'import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print("ready"); time.sleep(60)';
    const { port, lines, told, ended } = watchPort(code, guardian);
    await eventually(() => lines.length > 0);
    port.signal('SIGTERM');
    port.signal('SIGSTOP');
    if (process.platform === 'linux') await eventually(async () => (await port.proc())?.state === 'T');
    port.dispose();
    expect(await ended).toMatchObject({ signal: 'SIGKILL', explanation: 'killed by SIGKILL (sent by its host)' });
    expect(told).toEqual(['spawn', 'ended', 'exit']);
  });

  test('may be signalled and disposed of after its end: nothing happens', async () => {
    const { port, told, ended } = watchPort('', guardian);
    await ended;
    port.signal('SIGTERM');
    port.dispose();
    expect(await port.proc()).toBeNull();
    expect(told).toEqual(['spawn', 'ended', 'exit']);
  });
});

test('megabytes on stdout and stderr neither block the process nor grow our memory', async () => {
  const code =
    'import sys\nfor stream in (sys.stdout, sys.stderr):\n  for i in range(400): stream.write("x" * 99_999 + "\\n")';
  let lines = 0;
  let longest = 0;
  const before = process.memoryUsage().rss;
  const { ended } = watchPort(code, guardian, {
    onLine(_, line) {
      lines += 1;
      longest = Math.max(longest, line.length);
    },
  });
  const exit = await ended;
  expect(exit).toMatchObject({ code: 0 });
  expect(lines).toBe(800);
  expect(longest).toBeLessThan(8_300);
  expect((exit as { stderrTail: string }).stderrTail.length).toBeLessThanOrEqual(MAX_TAIL);
  expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(50); // 80 MB were printed
});

describe('a process that cannot start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vivarium-port-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const plain = join(folder, 'not-executable');
  writeFileSync(plain, 'text');
  chmodSync(plain, 0o644);

  test.each([
    [
      'because there is no such program',
      { python: '/no/python' },
      'cannot start "/no/python": there is no such program: check the path, or set VIVARIUM_PYTHON to a Python 3.10 or newer (ENOENT)',
      'ENOENT',
    ],
    ['because the file is not executable', { python: plain }, 'the file may not be executed', 'EACCES'],
    [
      'because its folder is missing',
      { cwd: '/no/folder' },
      'its working folder /no/folder does not exist: create it or change `cwd`',
      'ENOENT',
    ],
    [
      'because its arguments are too long',
      { args: ['x'.repeat(3_000_000)] },
      'arguments and environment are too long',
      'E2BIG',
    ],
    ['because an argument holds a NUL', { args: ['a\0b'] }, 'without null bytes', 'ERR_INVALID_ARG_VALUE'],
  ])('%s says so in one error', async (_, options, message, errno) => {
    const { port, told, ended } = watchPort('', guardian, options);
    expect(port.pid).toBeUndefined();
    expect(told).toEqual([]);
    expect(await ended).toMatchObject({ code: 'VIV_START_FAILED', facts: { errno } });
    expect(await ended).toHaveProperty('message', expect.stringContaining(message));
    port.dispose();
    expect(told).toEqual(['error']);
  });
});
