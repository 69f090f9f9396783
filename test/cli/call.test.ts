/** `vivarium call` and `stream`: results on stdout, one clear line for each thing that can be wrong. */
import { describe, expect, test } from 'vitest';
import { isOneLine, start, vivarium } from './cli.ts';

describe('a result', () => {
  test('is printed as JSON when it is a number', async () => {
    expect(await vivarium('call', './calc.py', 'add', 'a=2', 'b=3')).toEqual({ code: 0, stdout: '5\n', stderr: '' });
  });

  test('is printed as it is when it is a string, and quoted with --json', async () => {
    const words = ['call', './calc.py', 'greet', 'name=Ada', 'times=2'];
    expect((await vivarium(...words)).stdout).toBe('hello Ada hello Ada\n');
    expect((await vivarium(...words, '--json')).stdout).toBe('"hello Ada hello Ada"\n');
  });

  test('keeps what JSON has no words for', async () => {
    const { stdout } = await vivarium('call', './calc.py', 'special');
    expect(stdout).toBe(
      '{"nan":"NaN","inf":"-Infinity","big":1180591620717411303424,"bytes":{"base64":"AP8="},"none":null}\n',
    );
  });

  test('of a stream is a line for each chunk', async () => {
    expect(await vivarium('stream', './calc.py', 'count', 'to=3')).toEqual({
      code: 0,
      stdout: '1\n2\n3\n',
      stderr: '',
    });
  });

  test('is not mixed with what the tool printed', async () => {
    expect(await vivarium('call', './calc.py', 'warn')).toEqual({ code: 0, stdout: 'done\n', stderr: 'to stderr\n' });
  });
});

describe('arguments', () => {
  test('are read as the tool declares them', async () => {
    const words = ['text=5', 'maybe=5', 'ratio=2', 'flag=true', 'blob=abc'];
    const { stdout } = await vivarium('call', './calc.py', 'kinds', ...words);
    expect(JSON.parse(stdout)).toEqual({ text: '5', maybe: '5', ratio: 2, flag: true, blob: 'bytes', size: 3 });
  });

  test('become an ndarray where the tool takes one', async () => {
    const { stdout } = await vivarium('call', './calc.py', 'double', 'numbers=[[1, 2.5], [3, 4]]');
    expect(JSON.parse(stdout)).toEqual({ dtype: 'float64', shape: [2, 2], data: [2, 5, 6, 8] });
  });

  test('keep every digit of an integer', async () => {
    expect((await vivarium('call', './calc.py', 'add', 'a=123456789012345678901', 'b=1')).stdout).toBe(
      '123456789012345678902\n',
    );
  });

  test('come from --args, and key=value goes over them', async () => {
    expect((await vivarium('call', './calc.py', 'add', 'b=40', '--args', '{"a": 2, "b": 3}')).stdout).toBe('42\n');
  });

  test('may start with a minus', async () => {
    expect((await vivarium('call', './calc.py', 'add', 'a=-2', 'b=3')).stdout).toBe('1\n');
  });
});

describe('a failure is one clear line and an exit code', () => {
  test.each<[string, string[], number, RegExp]>([
    ['an unknown tool', ['./calc.py', 'sub', 'a=1'], 2, /no tool "sub": it has add, greet, /],
    ['a missing argument', ['./calc.py', 'add', 'a=1'], 2, /calc\.add: argument b is missing: it takes an integer/],
    ['a wrong type', ['./calc.py', 'add', 'a=x', 'b=1'], 2, /argument a: expected an integer, got string "x"/],
    ['an unknown argument', ['./calc.py', 'add', 'a=1', 'b=2', 'c=3'], 2, /unknown argument c: it takes a, b/],
    ['a word that is no argument', ['./calc.py', 'add', '2'], 2, /"2" is no argument: write it as key=value/],
    ['--args that is no JSON', ['./calc.py', 'add', '--args', '{a: 2}'], 2, /--args is no JSON/],
    ['a call of a generator', ['./calc.py', 'count', 'to=3'], 2, /calc\.count is a generator/],
    ['a timeout that is none', ['./calc.py', 'add', '--timeout', 'soon'], 2, /--timeout: expected a duration/],
    ['no tool', ['./calc.py'], 2, /TOOL is missing/],
    ['no adapter', [], 2, /ADAPTER is missing/],
    ['an unknown option', ['./calc.py', 'add', '--frob'], 2, /Unknown option '--frob'/],
    ['a file that is not there', ['./nowhere.py', 'add'], 2, /there is no such file \(looked for .*nowhere\.py\)/],
    ['a module that is not there', ['no.such.module', 'add'], 2, /there is no module 'no'/],
    [
      'an adapter that cannot be imported',
      ['./broken.py', 'add'],
      1,
      /ModuleNotFoundError: No module named 'no_such_module', at broken\.py:3 in <module>/,
    ],
    ['a tool that raises', ['./calc.py', 'fail', 'reason=no good'], 1, /ValueError: no good, at calc\.py:\d+ in fail/],
    [
      'a tool that raises inside a library, shown where the user called it',
      ['./calc.py', 'fail_in_library'],
      1,
      /JSONDecodeError: .*, at calc\.py:\d+ in fail_in_library/,
    ],
    ['a worker that ends', ['./calc.py', 'leave'], 1, /ended under the call: .*exited with code 3/],
    ['an adapter that ends its process', ['./leaver.py', 'add'], 1, /exited with code 5/],
    ['a call that takes too long', ['./calc.py', 'sleep', 'seconds=30', '--timeout', '50ms'], 1, /longer than 50ms/],
  ])('%s', async (_, words, code, message) => {
    const ended = await vivarium('call', ...words);
    expect(ended.stderr).toMatch(message);
    expect(ended.stderr).toSatisfy(isOneLine);
    expect(ended).toMatchObject({ code, stdout: '' });
  });

  test('a Python that is not there', async () => {
    const ended = await start(['call', './calc.py', 'add', 'a=2', 'b=3'], { VIVARIUM_PYTHON: '/nowhere/python' }).ended;
    expect(ended.stderr).toMatch(/\/nowhere\/python, the Python you chose, does not run: .*VIVARIUM_PYTHON/);
    expect(ended.stderr).toSatisfy(isOneLine);
    expect(ended.code).toBe(1);
  });

  test('a command that is not there', async () => {
    const ended = await vivarium('cal');
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining('it is one of call, stream, agent, up') });
  });

  test('with --verbose it also shows both stack traces', async () => {
    const { stderr } = await vivarium('call', './calc.py', 'fail', 'reason=no good', '--verbose');
    expect(stderr).toContain('vivarium: calc.fail: ValueError: no good');
    expect(stderr).toMatch(/File ".*calc\.py", line \d+, in fail/);
    expect(stderr).toMatch(/ToolFailed: .*\n {4}at /);
  });

  test('with --json it is an object that programs can branch on', async () => {
    const { code, stderr } = await vivarium('call', './calc.py', 'fail', 'reason=no good', '--json');
    const { error } = JSON.parse(stderr);
    expect(code).toBe(1);
    expect(error).toMatchObject({ code: 'VIV_TOOL_FAILED', facts: { type: 'ValueError', message: 'no good' } });
    expect(error.facts.frames.at(-1)).toMatchObject({ function: 'fail', code: 'raise ValueError(reason)' });
  });
});
