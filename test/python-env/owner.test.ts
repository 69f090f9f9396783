/** Who owns a lock is told by pid and start time, as pids return; a process that only waits to be collected owns nothing. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { ownerAlive, ownerId } from '../../src/python/owner.ts';
import { eventually } from '../support/eventually.ts';
import { isRunning } from '../support/processes.ts';
import { python } from '../support/python.ts';

test('this process is alive, and another one that got its pid is not', () => {
  expect(ownerAlive(ownerId())).toBe(true);
  expect(ownerAlive(`${process.pid}-1`)).toBe(false);
});

test('what was never written whole is nobody', () => {
  expect(ownerAlive('')).toBe(false);
  expect(ownerAlive('nonsense')).toBe(false);
});

test('a dead process whose parent does not collect it is dead', async () => {
  const script = [
    'import signal, subprocess, sys',
    'child = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])',
    'print(child.pid, flush=True)',
    'signal.pause()',
  ].join('\n');
  const parent = spawn(python(), ['-c', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    parent.kill('SIGKILL');
  });
  const [said] = await once(parent.stdout, 'data');
  const child = Number(said);
  const owner = ownerId(child);
  expect(ownerAlive(owner)).toBe(true);
  process.kill(child, 'SIGKILL');
  await eventually(() => !isRunning(child), { what: 'the child is dead' });
  expect(ownerAlive(owner)).toBe(false);
});
