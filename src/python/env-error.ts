/** Why there is no Python environment, as a word from a closed list, with what was seen and the command that helps. */
import { type Facts, VivariumError } from '../model/errors.ts';

export type PythonEnvReason =
  | 'no_python'
  | 'python_too_old'
  | 'broken_interpreter'
  | 'missing_packages'
  | 'no_ensurepip'
  | 'index_unreachable'
  | 'offline'
  | 'hash_mismatch'
  | 'no_wheel'
  | 'disk_full'
  | 'cache_not_writable'
  | 'dependency_install_failed'
  | 'timeout'
  | 'cancelled';

/** Trying again can help when the world outside was at fault. */
const RETRYABLE: ReadonlySet<PythonEnvReason> = new Set(['index_unreachable', 'disk_full', 'timeout', 'cancelled']);

export interface PythonEnvErrorDetails {
  /** What was seen, for people: the end of pip's output, the interpreters found. */
  readonly context?: string;
  readonly cause?: unknown;
  readonly facts?: Facts;
}

/**
 * No usable Python environment. `reason` is for programs, `remedy` for people: what to do, with the exact command.
 * Thrown by `ensurePythonEnv` with code `VIV_PYTHON_ENV`.
 */
export class PythonEnvError extends VivariumError {
  readonly reason: PythonEnvReason;
  readonly context: string;
  readonly remedy: string;

  constructor(reason: PythonEnvReason, what: string, remedy: string, details: PythonEnvErrorDetails = {}) {
    const context = details.context?.trim() ?? '';
    super(
      'VIV_PYTHON_ENV',
      `${what}${context === '' ? '' : `\n${context}`}\n${remedy}`,
      { ...details.facts, reason, remedy, context },
      { retryable: RETRYABLE.has(reason), cause: details.cause },
    );
    this.reason = reason;
    this.context = context;
    this.remedy = remedy;
  }
}
