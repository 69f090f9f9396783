/** A call as bars on a time axis: queued, then sent, then answering. Positions are shares of the window, from 0 to 1. */
import type { Ms } from '../../../model/clock.ts';
import type { CallRow } from '../../feed/types.ts';

export interface Window {
  readonly from: Ms;
  readonly to: Ms;
}

export interface Segment {
  readonly phase: 'queued' | 'sent' | 'answering';
  readonly start: number;
  readonly width: number;
}

/** How many calls a picture is made to fit. */
const FITTED = 30;

/** Fits those in sight: what began long before them, a stream, is cut off on the left. */
export function fitted(calls: readonly CallRow[], first: number, now: Ms): Window {
  const inSight = calls.slice(first, first + FITTED);
  const from = inSight.at(-1)?.queuedAt ?? now;
  return { from, to: Math.max(from + 1, ...inSight.map(({ endedAt }) => endedAt ?? now)) };
}

/** From the earliest to the latest of the calls that are shown; never nothing. */
export function windowOf(calls: readonly CallRow[], now: Ms): Window {
  const from = Math.min(now - 1, ...calls.map(({ queuedAt }) => queuedAt));
  const to = Math.max(from + 1, ...calls.map(({ endedAt }) => endedAt ?? now));
  return { from, to };
}

export function segments(
  { queuedAt, sentAt, firstChunkAt, endedAt }: CallRow,
  { from, to }: Window,
  now: Ms,
): Segment[] {
  const end = endedAt ?? now;
  const share = (at: Ms): number => Math.min(1, Math.max(0, (at - from) / (to - from)));
  const part = (phase: Segment['phase'], start: Ms, stop: Ms): Segment[] =>
    stop < from || start > to ? [] : [{ phase, start: share(start), width: Math.max(0, share(stop) - share(start)) }];
  if (sentAt === undefined) return part('queued', queuedAt, end);
  if (firstChunkAt === undefined) return [...part('queued', queuedAt, sentAt), ...part('sent', sentAt, end)];
  return [
    ...part('queued', queuedAt, sentAt),
    ...part('sent', sentAt, firstChunkAt),
    ...part('answering', firstChunkAt, end),
  ];
}

/** Round times for the axis, at most six. */
export function ticks({ from, to }: Window): { readonly at: number; readonly ms: Ms }[] {
  const step = roundUp((to - from) / 5);
  const many = Math.floor((to - from) / step);
  return Array.from({ length: many + 1 }, (_, index) => ({ at: (index * step) / (to - from), ms: index * step }));
}

function roundUp(ms: Ms): Ms {
  const power = 10 ** Math.floor(Math.log10(ms));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= ms) ?? 10 * power;
}
