/** Ctrl-C and its kin, at any moment: a clean end, the shell's exit code, and no process left. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { isRunning } from '../support/processes.ts';
import { type Running, start, vivarium } from './cli.ts';

const running: Running[] = [];
afterEach(() => {
  for (const { child } of running.splice(0)) child.kill('SIGKILL');
});

function begin(...args: string[]): Running {
  const command = start(args);
  running.push(command);
  return command;
}

/** The first match in what it writes to stderr. */
async function said({ child }: Running, what: RegExp): Promise<RegExpExecArray> {
  if (child.stderr === null) throw new Error('no stderr');
  const lines = createInterface({ input: child.stderr });
  for await (const line of lines) {
    const match = what.exec(line);
    if (match !== null) return match;
  }
  throw new Error(`it ended without saying ${what}`);
}

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s during a call ends the tool, the worker and the command', async (signal, code) => {
  const command = begin('call', './calc.py', 'sleep', 'seconds=30', 'tell=true');
  const pid = Number((await said(command, /sleeping in (\d+)/))[1]);
  expect(isRunning(pid)).toBe(true);
  command.child.kill(signal);
  const ended = await command.ended;
  expect(ended.code).toBe(code);
  expect(ended.stderr).not.toContain('vivarium:');
  expect(isRunning(pid)).toBe(false);
});

test('SIGINT while the worker starts ends the command, and the worker', async () => {
  const command = begin('call', './sleeper.py', 'anything');
  const pid = Number((await said(command, /importing in (\d+)/))[1]);
  command.child.kill('SIGINT');
  expect((await command.ended).code).toBe(130);
  expect(isRunning(pid)).toBe(false);
});

test('a second SIGINT does not wait for a worker that will not end', async () => {
  const command = begin('call', './calc.py', 'ignore_everything');
  const pid = Number((await said(command, /ignoring in (\d+)/))[1]);
  command.child.kill('SIGINT');
  await eventually(() => !command.child.kill('SIGINT'), { timeout: 1_500, what: 'the command ends' });
  expect((await command.ended).code).toBe(130);
  await eventually(() => !isRunning(pid), { timeout: 1_000 });
});

test('a reader that has seen enough of a stream ends it', async () => {
  const { child, ended } = begin('stream', './calc.py', 'forever');
  ended.catch(() => {}); // What we left unread.
  if (child.stdout === null) throw new Error('no stdout');
  const [chunk] = await once(child.stdout, 'data');
  const pid = Number(String(chunk).split('\n')[0]);
  expect(isRunning(pid)).toBe(true);
  child.stdout.destroy();
  await once(child, 'exit');
  expect(child.exitCode).toBe(141);
  expect(isRunning(pid)).toBe(false);
});

test('a timeout leaves no process behind either', async () => {
  const { code, stderr } = await vivarium(
    'call',
    './calc.py',
    'sleep',
    'seconds=30',
    'tell=true',
    '--timeout',
    '500ms',
  );
  const pid = Number(/sleeping in (\d+)/.exec(stderr)?.[1]);
  expect(code).toBe(1);
  expect(pid).toBeGreaterThan(0);
  expect(isRunning(pid)).toBe(false);
});
