/** The cause of a crash on one line: the first that people read, so it names what happened and where in their code. */
import type { PythonFailure } from '../model/call-errors.ts';
import { type StackFrame, type ThreadStack, userFrame } from '../port/stacks.ts';
import { readTraceback } from '../port/traceback.ts';

export interface CrashEvidence {
  /** What the worker's machine gives as the reason. */
  readonly message: string;
  /** Null when a signal ended it, or when it is not known. */
  readonly code: number | null;
  readonly signal: string | null;
  readonly stderrTail: string;
  readonly stacks: readonly ThreadStack[];
  /** What Python said, when it could not load its adapter. */
  readonly python: PythonFailure | undefined;
  /** Bytes the worker may allocate; 0 for no limit. */
  readonly memory: number;
}

const OUT_OF_MEMORY = /\bMemoryError\b|std::bad_alloc|Cannot allocate memory|out of memory/i;

/** The exception that nobody caught and that ended the process; undefined when something else did. */
export function uncaughtIn({
  code,
  stderrTail,
}: Pick<CrashEvidence, 'code' | 'stderrTail'>): PythonFailure | undefined {
  return code === null || code === 0 ? undefined : readTraceback(stderrTail);
}

/**
 * Pure.
 *
 * @example "killed by SIGSEGV (a crash in native code), in predict (adapter.py:12)"
 * @example "RuntimeError: no GPU, in initialize (adapter.py:7)"
 */
export function causeOf({ message, code, signal, stderrTail, stacks, python, memory }: CrashEvidence): string {
  if (python !== undefined) return raised(python);
  const failed = signal !== null || (code !== null && code !== 0);
  const uncaught = uncaughtIn({ code, stderrTail });
  const end = uncaught === undefined ? `${message}${place(userFrame(stacks))}` : `${raised(uncaught)}: ${message}`;
  return failed && OUT_OF_MEMORY.test(stderrTail) ? `out of memory${limit(memory)}: ${end}` : end;
}

/** `ValueError: no such model, in predict (adapter.py:12)`: where the user's code was, if any of it is known. */
function raised({ type, message, frames }: PythonFailure): string {
  const where = userFrame([{ thread: '', current: true, frames }]) ?? frames.at(-1);
  return `${message === '' ? type : `${type}: ${message}`}${place(where)}`;
}

function place(frame: StackFrame | undefined): string {
  if (frame === undefined) return '';
  const file = frame.file.split(/[\\/]/).at(-1);
  return `, in ${frame.function} (${file}:${frame.line})`;
}

function limit(bytes: number): string {
  return bytes === 0 ? '' : ` (its limit is ${Math.round(bytes / 2 ** 20)} MiB)`;
}
