import { describe, expect, test } from 'vitest';
import { type CrashEvidence, causeOf } from '../../src/pool/crash-cause.ts';
import { readStacks } from '../../src/port/stacks.ts';

const DUMP = 'Current thread 0x1 (most recent call first):\n  File "/home/me/adapter.py", line 12 in predict\n';
const UNCAUGHT = `Traceback (most recent call last):
  File "/home/me/adapter.py", line 3, in <module>
    start()
ValueError: no such model
`;

const cause = (given: Partial<CrashEvidence>): string =>
  causeOf({
    message: 'killed by SIGSEGV (a crash in native code)',
    code: null,
    signal: 'SIGSEGV',
    stderrTail: '',
    stacks: readStacks(given.stderrTail ?? ''),
    python: undefined,
    memory: 0,
    ...given,
  });

describe('the cause of a crash on one line', () => {
  test('is how the process ended, when nothing more is known', () => {
    expect(cause({})).toBe('killed by SIGSEGV (a crash in native code)');
  });

  test('names the function in which native code crashed', () => {
    expect(cause({ stderrTail: DUMP })).toBe('killed by SIGSEGV (a crash in native code), in predict (adapter.py:12)');
  });

  test('is the exception of an adapter that could not be loaded, with the function that raised it', () => {
    const frame = { file: 'C:\\work\\adapter.py', line: 7, function: 'initialize', code: 'raise RuntimeError' };
    const python = { type: 'RuntimeError', message: 'no GPU', module: 'builtins', traceback: '', frames: [frame] };
    expect(cause({ python })).toBe('RuntimeError: no GPU, in initialize (adapter.py:7)');
    expect(cause({ python: { ...python, message: '', frames: [] } })).toBe('RuntimeError');
  });

  test.each([
    ['MemoryError\n', 512 * 2 ** 20, 'out of memory (its limit is 512 MiB): killed by SIGSEGV'],
    ["terminate called after throwing an instance of 'std::bad_alloc'\n", 0, 'out of memory: killed by SIGSEGV'],
    ['fork: Cannot allocate memory\n', 0, 'out of memory: killed by SIGSEGV'],
  ])('is the lack of memory that %j tells of', (stderrTail, memory, begins) => {
    expect(cause({ stderrTail, memory })).toContain(begins);
  });

  test('is not memory, when the process ended by itself and without an error', () => {
    expect(cause({ message: 'it ended', code: 0, signal: null, stderrTail: 'MemoryError\n' })).toBe('it ended');
  });

  test('is the exception that nobody caught, when the process exited with its traceback', () => {
    expect(cause({ message: 'exited with code 1', code: 1, signal: null, stderrTail: UNCAUGHT })).toBe(
      'ValueError: no such model, in <module> (adapter.py:3): exited with code 1',
    );
    expect(cause({ message: 'killed', stderrTail: UNCAUGHT })).toBe('killed');
  });
});
