/** One life of a child, as the child sees it: who it is, and how it tells its supervisor how the start went. */
import type { AnyActorRef } from 'xstate';
import type { ExitReason } from '../model/exit.ts';
import type { System } from './system.ts';

export interface Life {
  readonly id: string;
  /** Its place in the tree, from the top: `runtime/pools/ml`. */
  readonly path: string;
  /** 1 for the first life of this child, 2 after its first restart, …; see `livesBefore`. */
  readonly incarnation: number;
  /** Which process, unique in its system. */
  readonly pid: number;
  readonly system: System;
  /** It has ended: what is still on its way (a timer, a promise) must do nothing. */
  readonly dead: boolean;
  /** With `ack: true`: the start is complete. `info` is handed to whoever asked for the start. */
  ack(info?: unknown): void;
  /** With `ack: true`: there is nothing to run; not a failure. */
  ignore(): void;
  /** With `ack: true`: the start failed. */
  fail(reason: ExitReason): void;
  /** Ends at once with this reason. */
  exit(reason: ExitReason): void;
  /** From now on exit signals arrive as `EXIT` events, orders to end as `SHUTDOWN` (true), or end it at once (false). */
  trapExit(trap: boolean): void;
  /** Takes one more name, until it ends; false when somebody alive has it. The child's own `name` needs no call. */
  register(name: string): boolean;
  /** The running actor. @throws while `input` is still being computed. */
  self(): AnyActorRef;
}

/** Sent to an actor that handles it, when it is to end by itself; killed `deadlineMs` later (`Infinity`: never). */
export interface ShutdownEvent {
  readonly type: 'SHUTDOWN';
  readonly reason: ExitReason;
  readonly deadlineMs: number;
}

/** An exit signal, to an actor that traps them. `from` is undefined when no actor sent it. */
export interface ExitEvent {
  readonly type: 'EXIT';
  readonly from: AnyActorRef | undefined;
  readonly reason: ExitReason;
}
