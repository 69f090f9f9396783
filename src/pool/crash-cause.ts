/** The cause of a crash on one line: the first that people read, so it names what happened and where in their code. */
import type { PythonFailure } from '../model/call-errors.ts';
import { type StackFrame, type ThreadStack, userFrame } from '../port/stacks.ts';

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

/** The last line of a traceback that ends a text: `ValueError: no such model`. */
const UNCAUGHT = /^Traceback \(most recent call last\):\n(?: .*\n)+(\S.*)\s*$/m;

/**
 * Pure.
 *
 * @example "killed by SIGSEGV (a crash in native code), in predict (adapter.py:12)"
 * @example "RuntimeError: no GPU, in initialize (adapter.py:7)"
 */
export function causeOf({ message, code, signal, stderrTail, stacks, python, memory }: CrashEvidence): string {
  if (python !== undefined) {
    const { type, message: says, frames } = python;
    return `${says === '' ? type : `${type}: ${says}`}${place(frames.at(-1))}`;
  }
  const failed = signal !== null || (code !== null && code !== 0);
  const uncaught = code === null || code === 0 ? undefined : UNCAUGHT.exec(stderrTail)?.[1];
  const end = uncaught === undefined ? `${message}${place(userFrame(stacks))}` : `${uncaught}: ${message}`;
  return failed && OUT_OF_MEMORY.test(stderrTail) ? `out of memory${limit(memory)}: ${end}` : end;
}

function place(frame: StackFrame | undefined): string {
  if (frame === undefined) return '';
  const file = frame.file.split(/[\\/]/).at(-1);
  return `, in ${frame.function} (${file}:${frame.line})`;
}

function limit(bytes: number): string {
  return bytes === 0 ? '' : ` (its limit is ${Math.round(bytes / 2 ** 20)} MiB)`;
}
