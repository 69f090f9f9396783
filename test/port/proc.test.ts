import { spawn } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { parseProc, readProc } from '../../src/port/proc.ts';
import { eventually } from '../support/eventually.ts';

const statOf = (name: string): string => `42 (${name}) S 1 42 42 0 -1 4194304 100 0 0 0 7 5 0 0 20 0 1 0 98765 1000 10`;

test.each(['python3', 'my (odd) name', ') R 1 2 3', ''])('a process named "%s" is read right', (name) => {
  expect(parseProc(statOf(name), 'TracerPid:\t0\nVmRSS:\t   1000 kB\n')).toEqual({
    state: 'S',
    cpuMs: 120,
    startTime: 98_765,
    traced: false,
    rss: 1_024_000,
  });
});

test('a debugger is seen', () => {
  expect(parseProc(statOf('x'), 'Name:\tx\nTracerPid:\t77\nUid:\t0\n')).toMatchObject({ traced: true });
});

test('a torn file says nothing instead of something wrong', () => {
  expect(parseProc('42 (x) S 1 2', '')).toBeNull();
  expect(parseProc('', '')).toBeNull();
});

describe.runIf(process.platform === 'linux')('a real process', () => {
  test('is seen sleeping, stopped, and gone', async () => {
    const child = spawn('sleep', ['60'], { stdio: 'ignore' });
    const pid = child.pid ?? 0;
    await eventually(async () => (await readProc(pid))?.state === 'S');
    child.kill('SIGSTOP');
    await eventually(async () => (await readProc(pid))?.state === 'T');
    child.kill('SIGKILL');
    await eventually(async () => (await readProc(pid)) === null);
  });

  test('that computes uses CPU time', async () => {
    const before = await readProc(process.pid);
    const end = performance.now() + 60;
    while (performance.now() < end);
    const after = await readProc(process.pid);
    expect((after?.cpuMs ?? 0) - (before?.cpuMs ?? 0)).toBeGreaterThanOrEqual(10);
    expect(after?.startTime).toBe(before?.startTime);
  });
});
