/** Checking what is written down: each says which field is wrong, what it holds and what it takes. */
import type { AnyActorLogic } from 'xstate';
import { type BackoffOptions, toBackoff } from '../model/backoff-options.ts';
import { type Duration, toMs } from '../model/duration.ts';
import { BadConfig } from '../model/errors.ts';
import type { Backoff, Shutdown } from '../model/policy.ts';
import { refuseUnknown } from '../model/unknown-option.ts';
import type { ChildSpec } from './spec.ts';

/** @throws BadConfig when it is no object, or has an option that nobody would look at. */
export function checkOptions(what: string, options: unknown, names: readonly string[]): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new BadConfig(what, options, `an object with ${names.join(', ')}`);
  refuseUnknown(what, options, names);
}

/** The value, when it is one of `allowed`. @throws BadConfig */
export function oneOf<const T extends string>(field: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw new BadConfig(field, value, allowed.map((each) => `'${each}'`).join(' or '));
  return found;
}

/** @throws BadConfig unless it is a whole number that is not below `least`. */
export function checkCount(field: string, value: number, least = 0): void {
  if (!Number.isSafeInteger(value) || value < least) throw new BadConfig(field, value, `a whole number from ${least}`);
}

/** @throws BadConfig unless it is true or false. */
export function checkFlag(field: string, value: boolean): void {
  if (typeof value !== 'boolean') throw new BadConfig(field, value, 'true or false');
}

/** @throws BadConfig unless it is a text with something in it. */
export function checkText(field: string, value: string): void {
  if (typeof value !== 'string' || value === '') throw new BadConfig(field, value, 'a text that is not empty');
}

/** @throws BadConfig */
export function toShutdown(field: string, value: Shutdown | Duration): Shutdown {
  if (value === 'infinity' || value === 'brutal_kill') return value;
  return toMs(value, field, "a duration such as 500, '5s' or 'infinity', or 'brutal_kill'");
}

/** The backoff, whole; `undefined` when its supervisor's holds. @throws BadConfig naming what is wrong. */
export function checkBackoff(field: string, backoff: BackoffOptions | false | undefined): Backoff | false | undefined {
  return backoff === undefined || backoff === false ? backoff : toBackoff(field, backoff);
}

/** @throws BadConfig when it is not what `child` makes. */
export function checkSpec(field: string, spec: unknown): asserts spec is ChildSpec {
  const { logic, restart } = (spec ?? {}) as { logic?: Partial<AnyActorLogic>; restart?: unknown };
  if (typeof logic?.transition !== 'function' || typeof restart !== 'string')
    throw new BadConfig(field, spec, 'what child(id, logic, …) makes');
}
