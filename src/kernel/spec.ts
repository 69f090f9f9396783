/** A child's specification as data: what to start and what its supervisor owes it. Written by `child(…)`. */
import type { AnyActorLogic } from 'xstate';
import type { ChildFlags } from './decide/state.ts';

export interface ChildSpec<L extends AnyActorLogic = AnyActorLogic> extends ChildFlags {
  readonly logic: L;
  readonly name: string | undefined;
  /** A value, or a function of the life that begins. */
  readonly input: unknown;
  /** The start is complete when the child says so. */
  readonly ack: boolean;
}
