import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { signalGroup } from '../../src/port/kill.ts';

test('a signal to a group that has ended reaches nobody and is no error', async () => {
  const child = spawn('true', { detached: true, stdio: 'ignore' });
  await once(child, 'exit');
  expect(signalGroup(child.pid ?? 0, 'SIGTERM')).toBe(false);
});

test.each([0, 1, -5, Number.NaN, 1.5])('%s is no group: it would mean ourselves or everybody', (pgid) => {
  expect(() => signalGroup(pgid, 'SIGKILL')).toThrow(`no process group can be ${pgid}`);
});
