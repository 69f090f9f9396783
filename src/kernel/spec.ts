/** A child's specification as data: what to start and what its supervisor owes it. Written by `child(…)`. */
import type { AnyActorLogic } from 'xstate';
import type { Backoff, ChildType, Restart, Shutdown } from '../model/policy.ts';

export interface ChildSpec {
  readonly id: string;
  readonly logic: AnyActorLogic;
  readonly restart: Restart;
  readonly shutdown: Shutdown;
  readonly significant: boolean;
  readonly type: ChildType;
  /** A value, or a function of the life that begins. */
  readonly input: unknown;
  readonly backoff: Backoff | false | undefined;
  readonly ack: boolean;
}
