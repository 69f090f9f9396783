/** Faults as an observer sees them, where the runtime was made so that they can be made: which are in force, and a way to end them. */
import type { Ms } from '../../model/clock.ts';
import type { OfferedFault } from './commands.ts';
import type { FaultRow } from './rows.ts';

export interface FaultInForce {
  readonly id: number;
  readonly fault: { readonly kind: string };
  /** `worker:ml/3#2`, `pool:ml` */
  readonly whom: string;
  readonly hits: number;
  /** On the runtime's clock. */
  readonly since: Ms;
  undo(): void;
}

export interface FaultDesk {
  inForce(): readonly FaultInForce[];
  /** The next `count` frames to and from one of the target's workers come `ms` later. @throws BadConfig naming the field. */
  delay(target: string, count: number, ms: Ms): void;
  /** @throws BadConfig naming the field. */
  make(kind: OfferedFault, target: string): void;
}

export function faultRow({ id, fault, whom, hits, since }: FaultInForce): FaultRow {
  const {
    kind,
    target: _,
    pool: _pool,
    ...details
  } = fault as Readonly<Record<string, string | number>> & { kind: string };
  return { id, kind, target: whom, hits, since, details };
}
