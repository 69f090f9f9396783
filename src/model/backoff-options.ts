/** A backoff as it is written down: durations in words, what is left out filled in, everything checked. */
import { type Duration, toMs } from './duration.ts';
import { BadConfig } from './errors.ts';
import { type Backoff, defaultBackoff } from './policy.ts';
import { refuseUnknown } from './unknown-option.ts';

/** Delays between restarts: none before the first, then `initial`, then `factor` times longer each, up to `max`. */
export interface BackoffOptions {
  /** Before the second restart. Default 200 ms. */
  readonly initial?: Duration;
  /** No delay is longer. Default 10 s, or `initial` when that is longer. */
  readonly max?: Duration;
  /** Each delay is so many times the one before. Default 2. */
  readonly factor?: number;
  /** 0 to 1: the share of the delay that is drawn at random. Default 0.2. */
  readonly jitter?: number;
  /** A child that lived this long is healthy: its next crash counts as the first. Default 10 s. */
  readonly healthyAfter?: Duration;
}

const NAMES = ['initial', 'max', 'factor', 'jitter', 'healthyAfter'];

/** @throws BadConfig naming what is wrong, as `field.initial`. */
export function toBackoff(field: string, options: BackoffOptions): Backoff {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new BadConfig(field, options, `an object with ${NAMES.join(', ')}`);
  refuseUnknown(field, options, NAMES);
  const number = (name: 'factor' | 'jitter', least: number, most: number): number => {
    const value = options[name] ?? defaultBackoff[name];
    if (typeof value === 'number' && value >= least && value <= most) return value;
    throw new BadConfig(`${field}.${name}`, value, `a number, ${least} to ${most}`);
  };
  const initial = toMs(options.initial ?? defaultBackoff.initial, `${field}.initial`);
  const max = toMs(options.max ?? Math.max(defaultBackoff.max, initial), `${field}.max`);
  if (max < initial) throw new BadConfig(`${field}.max`, options.max, `a duration not below initial, ${initial} ms`);
  return {
    initial,
    max,
    factor: number('factor', 1, 100),
    jitter: number('jitter', 0, 1),
    healthyAfter: toMs(options.healthyAfter ?? defaultBackoff.healthyAfter, `${field}.healthyAfter`),
  };
}
