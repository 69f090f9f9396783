/** `vivarium run` and `vivarium python`: a program of the user's own, with our exit code and never longer than us. */
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { UsageError } from '../../src/cli/usage.ts';
import { eventually } from '../support/eventually.ts';
import { isRunning } from '../support/processes.ts';
import { type Running, start, vivarium } from './cli.ts';

const shout = '../scripts/shout.py';
const end = '../scripts/end.py';
const here = import.meta.filename;
const tools = '../tools/tools.ts';

const running: Running[] = [];
afterEach(() => {
  for (const { child } of running.splice(0)) child.kill('SIGKILL');
});

/** The script's process, once it waits. */
async function waiting(): Promise<Running & { readonly pid: number }> {
  const command = start(['run', end, 'wait']);
  running.push(command);
  if (command.child.stderr === null) throw new Error('no stderr');
  for await (const line of createInterface({ input: command.child.stderr })) {
    const pid = /^waiting in (\d+)$/.exec(line)?.[1];
    if (pid !== undefined) return { ...command, pid: Number(pid) };
  }
  throw new Error('it ended without waiting');
}

describe('a script', () => {
  test('calls the tools of a file, in the session that was named', async () => {
    const ended = await vivarium('run', shout, '--tools', tools, '--session', 'user-42', 'one', 'two words');
    expect(ended).toEqual({
      code: 0,
      stdout: 'tools letters shout vector\nONE\nTWO WORDS\nsession user-42\n',
      stderr: '',
    });
  });

  test('has a session of its own, and what begins with a dash after a --', async () => {
    const { stdout } = await vivarium('run', '--tools', tools, shout, '--', '--loud');
    expect(stdout).toMatch(/\n--LOUD\nsession run-[0-9a-f-]{36}\n$/);
  });

  test('without a file of tools finds none', async () => {
    expect((await vivarium('run', shout)).stdout).toMatch(/^tools\nsession run-/);
  });

  test.each([
    [['exit', '7'], 7],
    [['kill'], 137],
  ])('that ends by %j makes it our exit code', async (words, code) => {
    expect((await vivarium('run', end, ...words)).code).toBe(code);
  });

  test('that raises shows its own traceback, and no line of ours', async () => {
    const { code, stderr } = await vivarium('run', end, 'raise');
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^Traceback \(most recent call last\):\n {2}File "..\/scripts\/end.py", line \d+, in <module>\n {4}raise ValueError/,
    );
    expect(stderr).toMatch(/\nValueError: no good\n$/);
  });

  test('is interrupted once by Ctrl-C, and the command ends with it', async () => {
    const { child, ended, pid } = await waiting();
    const heard: string[] = [];
    child.stderr?.on('data', (chunk: Buffer) => heard.push(String(chunk)));
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
    expect(heard.join('')).toBe('interrupted once\n');
    expect(isRunning(pid)).toBe(false);
  });

  test('ends with the command when that is told to end', async () => {
    const { child, ended, pid } = await waiting();
    child.kill('SIGTERM');
    expect((await ended).code).toBe(143);
    expect(isRunning(pid)).toBe(false);
  });

  test('ends with the command when that is killed', async () => {
    const { child, pid } = await waiting();
    child.kill('SIGKILL');
    await eventually(() => !isRunning(pid), { timeout: 2_000, what: 'the script ends' });
  });
});

describe('the Python of the workers', () => {
  test('runs code, modules and files, with the package at hand', async () => {
    const code = 'import sys, vivarium_worker, snakepit_bridge_pb2; print(sys.argv, __name__)';
    expect((await vivarium('python', '-c', code, 'a', '-b')).stdout).toBe("['-c', 'a', '-b'] __main__\n");
    const json = await vivarium('python', '-m', 'json.tool', '--compact', '/dev/null');
    expect(json.stderr).toContain('Expecting value');
    expect(json.code).toBe(1);
    expect((await vivarium('python', end, 'a', 'b', 'exit', '5')).code).toBe(5);
  });
});

test.each<[string, string[], RegExp]>([
  ['run', [], /SCRIPT is missing/],
  ['run', ['./nowhere.py'], /\.\/nowhere\.py is no file/],
  ['run', [here, '--tool', tools], /Unknown option '--tool'/],
  ['run', [here, '--tools', './nowhere.ts'], /nowhere\.ts could not be loaded/],
  ['python', [], /python takes a program/],
])('%s %j is no command line', async (name, words, message) => {
  const refusal = await COMMANDS.get(name)
    ?.run(words, new AbortController().signal)
    .catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(UsageError);
  expect(String(refusal)).toMatch(message);
});
