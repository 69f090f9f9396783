/**
 * A server's protocol as types: what its callbacks take and give, and the events that follow from them. Each call is an
 * event `call.<name>`, each cast `cast.<name>`, each info an event of its own; `call` and `cast` read them off the ref.
 */
import type { ActorLogic, AnyActorRef, EventObject, Snapshot } from 'xstate';
import type { ExitOutput } from '../model/exit.ts';
import type { SERVER } from './brand.ts';
import type { ExitEvent, Life, ShutdownEvent } from './life.ts';
import type { Ignored, NotReplied, Replied, Started, Stopping } from './server-results.ts';
import type { DownEvent } from './signals.ts';

type Soon<T> = T | PromiseLike<T>;

/** What every callback is handed last. */
export interface ServerScope {
  /** Who the server is in this life: its path, its system, `self()`, `trapExit(true)`. */
  readonly life: Life;
  /** Aborted when the server ends, however: hand it to what a callback waits for. */
  readonly signal: AbortSignal;
}

/** Where the answer to a call goes. Kept by a callback that gives `noreply`, to answer later; only the first answer counts. */
export interface From<R> {
  readonly reply: (value: R) => void;
}

/** @example wait: (jobs, id: string, { from }: CallScope<Result>) => noreply(jobs.set(id, from)) */
export interface CallScope<R> extends ServerScope {
  readonly from: From<R>;
}

// biome-ignore lint/suspicious/noConfusingVoidType: a callback that gives nothing is typed as void
type NoReply<S, K extends string> = Soon<NotReplied<S, K> | Stopping<never, S> | void>;

export type InitResult<S, K extends string> = Soon<S | Started<S, K> | Stopping<never, never> | Ignored>;
export type Calls<S, K extends string> = Record<
  string,
  (
    state: S,
    message: never,
    scope: CallScope<unknown>,
  ) => Soon<Replied<unknown, S, K> | NotReplied<S, K> | Stopping<unknown, S>>
>;
export type Casts<S, K extends string> = Record<
  string,
  (state: S, message: never, scope: ServerScope) => NoReply<S, K>
>;
export type Continues<S> = Record<string, (state: S, scope: ServerScope) => NoReply<S, string>>;
export interface Infos<S, K extends string> {
  /** An exit signal, when the server traps exits. */
  readonly EXIT?: (state: S, event: ExitEvent, scope: ServerScope) => NoReply<S, K>;
  /** The end of what the server monitors. */
  readonly DOWN?: (state: S, event: DownEvent, scope: ServerScope) => NoReply<S, K>;
  readonly [type: string]: ((state: S, event: never, scope: ServerScope) => NoReply<S, K>) | undefined;
}

/** A callback's second parameter; `undefined` when it has none, or one of which it says nothing. */
type MessageOf<H> = H extends (...parameters: infer P) => unknown
  ? P extends readonly [] | readonly [unknown]
    ? undefined
    : [P[1 & keyof P]] extends [never]
      ? undefined
      : P[1 & keyof P]
  : never;

/** What a callback answers: by its result, else by the `from` it declares. */
type ReplyOf<H> = H extends (...parameters: infer P) => infer Result
  ? [Answered<Awaited<Result>>] extends [never]
    ? P extends readonly [unknown, unknown, CallScope<infer R>]
      ? R
      : unknown
    : Answered<Awaited<Result>>
  : never;
type Answered<Result> =
  Result extends Replied<infer R, infer _S, infer _K> ? R : Result extends Stopping<infer R, infer _S> ? R : never;

export interface CallEvent<N extends string, M, R> {
  readonly type: `call.${N}`;
  readonly message: M;
  readonly from: From<R>;
}

export interface CastEvent<N extends string, M> {
  readonly type: `cast.${N}`;
  readonly message: M;
}

type CallEvents<C> = { [N in keyof C & string]: CallEvent<N, MessageOf<C[N]>, ReplyOf<C[N]>> }[keyof C & string];
type CastEvents<A> = { [N in keyof A & string]: CastEvent<N, MessageOf<A[N]>> }[keyof A & string];
type InfoEvents<I> = {
  [N in keyof I & string]: MessageOf<I[N]> extends undefined
    ? { readonly type: N }
    : { readonly type: N } & Omit<MessageOf<I[N]>, 'type'>;
}[keyof I & string];

export type ServerEvent<C, A, I> = CallEvents<C> | CastEvents<A> | InfoEvents<I> | ShutdownEvent;

/** The snapshot of a server: its state is the `context`, undefined until `init` is through. */
export type ServerSnapshot<S> = Snapshot<ExitOutput> & { readonly context: S };

export type ServerLogic<Input, S, E extends EventObject> = ActorLogic<ServerSnapshot<S>, E, Input> & {
  /** The events it has a callback for. */
  readonly [SERVER]: ReadonlySet<string>;
};

/** What `call` and `cast` need of a ref: who it is, and which events it takes. */
export type Target<E extends EventObject> = Pick<AnyActorRef, 'id'> & { readonly send: (event: E) => void };

/** The names of a server's calls, of its casts, and what belongs to each, given the events of its ref. */
export type CallName<E> = E extends { readonly type: `call.${infer N}`; readonly from: unknown } ? N : never;
export type CastName<E> = E extends { readonly type: `cast.${infer N}`; readonly message: unknown } ? N : never;
export type MessageTo<E, Type extends string> = E extends { readonly type: Type; readonly message: infer M }
  ? M
  : never;
export type ReplyFrom<E, N extends string> = E extends { readonly type: `call.${N}`; readonly from: From<infer R> }
  ? R
  : never;

/** How a message is passed on: not at all when there is none. */
export type Args<M, Options> = undefined extends M ? [message?: M, options?: Options] : [message: M, options?: Options];
