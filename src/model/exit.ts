/**
 * Why an actor ended, as data. The words are OTP's: `normal`, `shutdown` and `shutdown:<term>` are the
 * normal ends; everything else is abnormal and restarts a `transient` child.
 */

/** An abnormal end with what was thrown. `crash` is the short form shown in trees and logs. */
export interface Crash {
  readonly crash: string;
  readonly error?: unknown;
}

/** Plain words (`normal`, `shutdown`, `shutdown:<term>`, `killed`, `noproc`, `timeout`, …) or a {@link Crash}. */
export type ExitReason = string | Crash;

/** What a machine's final state puts in its `output` to end with a reason other than `normal`. */
export interface ExitOutput {
  readonly exit: ExitReason;
}

/** Makes a {@link Crash} of whatever was thrown; its short form is `Name: message`. */
export function crash(error: unknown): Crash {
  if (error instanceof Error) return { crash: `${error.name}: ${error.message}`, error };
  return { crash: String(error), error };
}

/** A reason of whatever was given for one: a word and a {@link Crash} are as they are, all else (an Error) is a crash. */
export function toExitReason(given: unknown): ExitReason {
  return isExitReason(given) ? given : crash(given);
}

/** Whether a value found in an actor's output is meant as a reason: it may be data that only has the same name. */
export function isExitReason(value: unknown): value is ExitReason {
  if (typeof value === 'string') return true;
  return typeof value === 'object' && value !== null && 'crash' in value && typeof value.crash === 'string';
}

/** `normal`, `shutdown` and `shutdown:<term>`: the ends that do not restart a `transient` child. */
export function isNormalExit(reason: ExitReason): boolean {
  return reason === 'normal' || reason === 'shutdown' || (typeof reason === 'string' && reason.startsWith('shutdown:'));
}

/** The reason on one line. */
export function formatExit(reason: ExitReason): string {
  return typeof reason === 'string' ? reason : `crash: ${reason.crash}`;
}
