/** The account of calls: what was opened is settled or in flight; what is neither is lost, and there is none. */
import type { PoolRow } from '../../feed/types.ts';

export interface Ledger {
  readonly opened: number;
  readonly settled: number;
  readonly open: number;
  readonly lost: number;
}

export function ledgerOf(pools: Iterable<PoolRow>): Ledger {
  let [opened, settled, open] = [0, 0, 0];
  for (const pool of pools) {
    opened += pool.opened;
    settled += pool.settled;
    open += pool.open;
  }
  return { opened, settled, open, lost: opened - settled - open };
}
