/** Where an actor lives, as text: for those who look at a system from outside. */
import type { AnyActorLogic, AnyActorRef } from 'xstate';
import { processOf } from './process.ts';

export interface Address {
  /** `runtime/pools/pool:ml`; of an actor that a machine has spawned or invoked, its machine's and its own id: `…/worker:ml/3>port`. */
  readonly path: string;
  readonly incarnation: number;
}

export function addressOf(ref: AnyActorRef): Address {
  const process = processOf(ref);
  if (process !== undefined) return { path: process.path, incarnation: process.incarnation };
  if (ref._parent === undefined) return { path: ref.id, incarnation: 1 };
  const { path, incarnation } = addressOf(ref._parent);
  return { path: `${path}>${ref.id}`, incarnation };
}

/** What it runs. */
export function logicOf(ref: AnyActorRef): AnyActorLogic {
  return (ref as AnyActorRef & { readonly logic: AnyActorLogic }).logic;
}
