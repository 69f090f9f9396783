/**
 * What a server's callback gives back, in gen_server's words: `reply`, `noreply`, `stop`, and for `init` also `ok`
 * and `ignore`. All of them are data; the server carries them out.
 */
import type { ExitReason } from '../model/exit.ts';

/** Tells results from everything else a callback may give. */
export const RESULT: unique symbol = Symbol('result');

/** In a result that names no new state: it stays as it is. */
export const UNCHANGED: unique symbol = Symbol('unchanged');
type NewState<S> = S | typeof UNCHANGED;

/** Which of the server's `continue` callbacks runs next, before any message is looked at. */
export interface Then<K extends string> {
  readonly continue: K;
}

export interface Replied<R, S, K extends string> {
  readonly [RESULT]: 'reply';
  readonly reply: R;
  readonly state: NewState<S>;
  readonly continue: K | undefined;
}

export interface NotReplied<S, K extends string> {
  readonly [RESULT]: 'noreply';
  readonly state: NewState<S>;
  readonly continue: K | undefined;
}

export interface Stopping<R, S> {
  readonly [RESULT]: 'stop';
  readonly reason: ExitReason;
  readonly answer: { readonly reply?: R };
  readonly state: NewState<S>;
}

export interface Started<S, K extends string> {
  readonly [RESULT]: 'ok';
  readonly state: S;
  readonly continue: K;
}

export interface Ignored {
  readonly [RESULT]: 'ignore';
}

/** A result as the server sees it, from whichever callback. */
export type AnyResult =
  | Replied<unknown, unknown, string>
  | NotReplied<unknown, string>
  | Stopping<unknown, unknown>
  | Started<unknown, string>
  | Ignored;

/**
 * Answers a call. Without a state it stays as it is.
 *
 * @example add: (count, by: number) => reply(count + by, count + by)
 */
export function reply<R>(value: R): Replied<R, never, never>;
export function reply<R, S>(value: R, state: S): Replied<R, S, never>;
export function reply<R, S, const K extends string>(value: R, state: S, then: Then<K>): Replied<R, S, K>;
export function reply<R, S>(value: R, ...next: [state?: S, then?: Then<string>]): Replied<R, S, string> {
  return { [RESULT]: 'reply', reply: value, state: stateOf(next), continue: next[1]?.continue };
}

/** Answers nobody: the result of casts and infos, and of a call that its `from` answers later. */
export function noreply(): NotReplied<never, never>;
export function noreply<S>(state: S): NotReplied<S, never>;
export function noreply<S, const K extends string>(state: S, then: Then<K>): NotReplied<S, K>;
export function noreply<S>(...next: [state?: S, then?: Then<string>]): NotReplied<S, string> {
  return { [RESULT]: 'noreply', state: stateOf(next), continue: next[1]?.continue };
}

/** Ends the server with the reason, after `terminate` has run; in `init` the start fails with it. A call may be answered. */
export function stop<R = never, S = never>(
  reason: ExitReason,
  last: { readonly reply?: R; readonly state?: S } = {},
): Stopping<R, S> {
  return { [RESULT]: 'stop', reason, answer: last, state: 'state' in last ? (last.state as S) : UNCHANGED };
}

/** `init`'s result when something is to follow the start: whoever waits for the start does not wait for that. */
export function ok<S, const K extends string>(state: S, then: Then<K>): Started<S, K> {
  return { [RESULT]: 'ok', state, continue: then.continue };
}

/** `init`'s result when there is nothing to run; the start succeeds all the same. */
export const ignore: Ignored = { [RESULT]: 'ignore' };

/** The result, when the value is one. */
export function resultOf(value: unknown): AnyResult | undefined {
  return typeof value === 'object' && value !== null && RESULT in value ? (value as AnyResult) : undefined;
}

function stateOf<S>(next: readonly [state?: S, ...unknown[]]): NewState<S> {
  return next.length > 0 ? (next[0] as S) : UNCHANGED;
}
