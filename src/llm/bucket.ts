/**
 * So much per minute, as a token bucket: it begins full, and is refilled steadily. What is taken may exceed what is in it
 * only when it is full; the rest is then owed. Pure: a bucket is a value.
 */
import type { Ms } from '../model/clock.ts';

export interface Bucket {
  readonly perMinute: number;
  readonly level: number;
  /** When it had that level. */
  readonly at: Ms;
}

export function fullBucket(perMinute: number, now: Ms): Bucket {
  return { perMinute, level: perMinute, at: now };
}

/** Milliseconds until so much may be taken; 0 for now. */
export function waitFor(bucket: Bucket, cost: number, now: Ms): Ms {
  const { perMinute } = bucket;
  if (perMinute === Number.POSITIVE_INFINITY) return 0;
  const missing = Math.min(cost, perMinute) - levelAt(bucket, now);
  return missing <= 0 ? 0 : Math.ceil((missing * 60_000) / perMinute);
}

/** A negative cost gives back what was taken too much. */
export function take(bucket: Bucket, cost: number, now: Ms): Bucket {
  const { perMinute } = bucket;
  if (perMinute === Number.POSITIVE_INFINITY) return bucket;
  return { perMinute, level: Math.min(perMinute, levelAt(bucket, now) - cost), at: now };
}

function levelAt({ perMinute, level, at }: Bucket, now: Ms): number {
  return Math.min(perMinute, level + ((now - at) * perMinute) / 60_000);
}
