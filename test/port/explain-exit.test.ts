import { expect, test } from 'vitest';
import { explainExit } from '../../src/port/explain-exit.ts';

test.each([
  [{ code: null, signal: 'SIGKILL' }, 'killed by SIGKILL (kill -9, or the system ran out of memory)'],
  [{ code: null, signal: 'SIGKILL', sent: 'SIGKILL' }, 'killed by SIGKILL (sent by its host)'],
  [{ code: null, signal: 'SIGKILL', sent: 'SIGTERM' }, 'killed by SIGKILL (kill -9, or the system ran out of memory)'],
  [{ code: null, signal: 'SIGSEGV' }, 'killed by SIGSEGV (a crash in native code)'],
  [{ code: null, signal: 'SIGUSR2' }, 'killed by SIGUSR2'],
  [{ code: 3, signal: null }, 'exited with code 3'],
  [{ code: 0, signal: null }, 'exited with code 0 (it ended by itself without an error)'],
  [{ code: 1, signal: null }, 'exited with code 1 (usually a Python error that nobody caught: see its stderr)'],
  [{ code: 127, signal: null }, 'exited with code 127 (the program, or one it needs to start, was not found)'],
  [{ code: 137, signal: null }, 'exited with code 137 (a program it ran through a shell was killed by SIGKILL)'],
  [{ code: null, signal: null }, 'ended in a way nobody could tell: its zygote, which is told, had ended before it'],
] as const)('%j is told as "%s"', (end, words) => {
  expect(explainExit(end)).toBe(words);
});
