/** The ends of a call that are not a result, one class for each thing a caller may want to branch on. */
import type { Ms } from './clock.ts';
import { formatMs } from './duration.ts';
import { type Facts, VivariumError } from './errors.ts';

/** How far a call had come: `queued` was never sent and is always safe to repeat, `sent` may have run. */
export type Phase = 'queued' | 'sent';

/** What every error of a call says about it. */
export interface CallFacts {
  readonly pool: string;
  readonly tool: string;
  readonly call: number;
  readonly phase: Phase;
}

/** One line of a Python traceback. */
export interface PythonFrame {
  readonly file: string;
  readonly line: number;
  readonly function: string;
  readonly code: string;
}

/** What Python said of an exception; `frames` run from the outermost to the one that raised. */
export interface PythonFailure {
  readonly type: string;
  readonly message: string;
  readonly module: string;
  readonly traceback: string;
  readonly frames: readonly PythonFrame[];
}

/** The tool raised. `facts` has the Python type, message and frames. */
export class ToolFailed extends VivariumError {
  constructor(call: CallFacts, failure: PythonFailure) {
    super('VIV_TOOL_FAILED', `${call.pool}.${call.tool}: ${failure.type}: ${failure.message}`, { ...call, ...failure });
  }
}

/** No adapter of this pool has such a tool. */
export class UnknownTool extends VivariumError {
  constructor(pool: string, tool: string, known: readonly string[], facts: Facts = {}) {
    const list = known.length > 0 ? `it has ${known.join(', ')}` : 'its adapter has none';
    super('VIV_UNKNOWN_TOOL', `pool ${pool} has no tool "${tool}": ${list}`, { ...facts, pool, tool, known });
  }
}

/** An argument is missing, unknown or of the wrong type; the message names it. */
export class BadArguments extends VivariumError {
  constructor(pool: string, tool: string, problem: string, facts: Facts = {}) {
    super('VIV_BAD_ARGUMENTS', `${pool}.${tool}: ${problem}`, { pool, tool, ...facts });
  }
}

/** The tool is a generator: it has many results. */
export class StreamOnly extends VivariumError {
  constructor(pool: string, tool: string, facts: Facts = {}) {
    super('VIV_STREAM_ONLY', `${pool}.${tool} is a generator: use stream('${tool}', …) instead of call`, {
      ...facts,
      pool,
      tool,
    });
  }
}

/** The call's time is over. The tool was asked to stop; `retryable` when it was never sent. */
export class CallTimeout extends VivariumError {
  constructor(call: CallFacts, timeoutMs: Ms) {
    const where = call.phase === 'queued' ? 'while it waited for a worker' : 'while its tool ran';
    super(
      'VIV_CALL_TIMEOUT',
      `${call.pool}.${call.tool} took longer than ${formatMs(timeoutMs)}, ${where}`,
      { ...call, timeoutMs },
      {
        retryable: call.phase === 'queued',
      },
    );
  }
}

/** The caller's signal was aborted, or the stream's consumer left. */
export class CallCancelled extends VivariumError {
  constructor(call: CallFacts, reason: unknown) {
    super(
      'VIV_CALL_CANCELLED',
      `${call.pool}.${call.tool} was cancelled by its caller`,
      { ...call },
      { cause: reason },
    );
  }
}

/** The pool's queue is full: shed load or enlarge `queue` or `size`. */
export class PoolSaturated extends VivariumError {
  constructor(call: CallFacts, queue: number) {
    super(
      'VIV_POOL_SATURATED',
      `pool ${call.pool}: its queue of ${queue} calls is full; try later or give it more workers`,
      { ...call, queue },
      { retryable: true },
    );
  }
}

/** The worker died under the call. `retryable` when the call had not been sent. */
export class WorkerCrashed extends VivariumError {
  constructor(
    call: CallFacts,
    crash: { worker: string; incarnation: number; pid: number | undefined; message: string },
  ) {
    super(
      'VIV_WORKER_CRASHED',
      `${call.pool}.${call.tool}: ${crash.worker}#${crash.incarnation} ended under the call: ${crash.message}`,
      { ...call, ...crash },
      { retryable: call.phase === 'queued' },
    );
  }
}

/**
 * Too many restarts in too short a time: the pool is `failed` until `pool.restart()`. `facts.last` and `cause` are the
 * crash report of the last worker, with Python's traceback where there is one.
 */
export class SupervisorGaveUp extends VivariumError {
  constructor(pool: string, last: LastCrash | undefined, facts: Facts = {}) {
    const why = last === undefined ? '' : `; the last crash: ${lastWords(last)}`;
    super(
      'VIV_SUPERVISOR_GAVE_UP',
      `pool ${pool} gave up after too many restarts${why}; mend the cause, then pool.restart()`,
      { pool, last, ...facts },
      { cause: last },
    );
  }
}

/** What errors need of a crash report. */
export interface LastCrash {
  readonly message: string;
  readonly python: PythonFailure | undefined;
}

/** `ModuleNotFoundError: No module named 'torch', at adapter.py:3 in <module>` */
export function lastWords({ message, python }: LastCrash): string {
  if (python === undefined) return message;
  const frame = python.frames.at(-1);
  const where = frame === undefined ? '' : `, at ${frame.file}:${frame.line} in ${frame.function}`;
  return `${python.type}: ${python.message}${where}`;
}

/** A value cannot travel between Node and Python: the message names where it is and what to send in its place. */
export class Unsendable extends VivariumError {
  constructor(message: string, facts: Facts) {
    super('VIV_UNSENDABLE', message, facts);
  }
}

/** The runtime (or this pool) is stopped, stopping, or not started. */
export class Stopped extends VivariumError {
  constructor(what: string, facts: Facts = {}) {
    super('VIV_STOPPED', what, facts);
  }
}
