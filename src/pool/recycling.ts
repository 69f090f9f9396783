/** When a worker has done its time: the option `recycle`, and the decision. */
import type { Ms } from '../model/clock.ts';
import { type Duration, toMs } from '../model/duration.ts';
import { BadConfig } from '../model/errors.ts';
import { refuseUnknown } from '../model/unknown-option.ts';

/**
 * A worker that has reached one of these is replaced as `pool.reload()` replaces it: one at a time, it serves on until
 * the new one is ready, and no call is lost. None of it counts as a restart.
 */
export interface RecycleOptions {
  /** Calls and streams that it has ended. Default: no limit. */
  readonly maxCalls?: number;
  /** Since it became ready. Default: no limit. */
  readonly maxAge?: Duration;
  /**
   * Bytes of memory of its process, as the system measures them (the resident set; Linux only). `kill`: it is killed
   * at once, calls and all, which is a crash like any other. Default: no limit.
   */
  readonly maxRss?: number | { readonly recycle?: number; readonly kill?: number };
  /** Between looks at age and memory. Default 1 s. */
  readonly interval?: Duration;
  /** What calls in flight get, once the new worker is ready. Default: the longer of `timeout` and `streamTimeout`. */
  readonly grace?: Duration;
}

/** Infinity for no limit. */
export interface RecycleLimits {
  readonly maxCalls: number;
  readonly maxAgeMs: Ms;
  readonly maxRss: number;
  readonly killRss: number;
  readonly intervalMs: Ms;
  readonly graceMs: Ms;
}

/** Why a worker was replaced: a limit, or `asked` for. */
export type RecycleReason = 'calls' | 'age' | 'rss' | 'asked';

export interface Worn {
  readonly calls: number;
  readonly ageMs: Ms;
  /** Undefined while nobody has measured it. */
  readonly rss: number | undefined;
}

export function shouldRecycle(limits: RecycleLimits, { calls, ageMs, rss = 0 }: Worn): RecycleReason | undefined {
  if (calls >= limits.maxCalls) return 'calls';
  if (rss >= limits.maxRss) return 'rss';
  return ageMs >= limits.maxAgeMs ? 'age' : undefined;
}

const NAMES: readonly string[] = [
  'maxCalls',
  'maxAge',
  'maxRss',
  'interval',
  'grace',
] satisfies (keyof RecycleOptions)[];
const NO_LIMIT = Number.POSITIVE_INFINITY;

/** `at`: an option's name in messages. @throws BadConfig naming the option. */
export function recycleLimits(options: RecycleOptions, graceMs: Ms, at: (option: string) => string): RecycleLimits {
  if (typeof options !== 'object' || options === null)
    throw new BadConfig(at('recycle'), options, 'an object of options');
  refuseUnknown(at('recycle'), options, NAMES);
  const { maxCalls, maxAge, maxRss = {}, interval = '1s', grace } = options;
  const count = (option: string, value = NO_LIMIT): number => {
    if (value === NO_LIMIT || (Number.isSafeInteger(value) && value > 0)) return value;
    throw new BadConfig(at(`recycle.${option}`), value, 'a whole number, 1 or more');
  };
  const positive = (option: string, value: Duration): Ms => {
    const ms = toMs(value, at(`recycle.${option}`));
    if (ms > 0) return ms;
    throw new BadConfig(at(`recycle.${option}`), value, 'more than 0 ms');
  };
  const rss = typeof maxRss === 'number' ? { recycle: maxRss } : maxRss;
  if (typeof rss !== 'object' || rss === null)
    throw new BadConfig(at('recycle.maxRss'), rss, 'bytes, or { recycle, kill } in bytes');
  refuseUnknown(at('recycle.maxRss'), rss, ['recycle', 'kill']);
  return {
    maxCalls: count('maxCalls', maxCalls),
    maxAgeMs: maxAge === undefined ? NO_LIMIT : positive('maxAge', maxAge),
    maxRss: count('maxRss', rss.recycle),
    killRss: count('maxRss.kill', rss.kill),
    intervalMs: positive('interval', interval),
    graceMs: grace === undefined ? graceMs : toMs(grace, at('recycle.grace')),
  };
}
