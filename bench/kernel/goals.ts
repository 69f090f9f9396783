/** What the kernel must reach, held against the BEAM's figures and its own. */
import type { Rows } from './rows.ts';

interface Goal {
  readonly row: string;
  /** `most`: the figure may be no greater than the limit; `least`: no smaller. */
  readonly bound: 'most' | 'least';
  readonly times: number;
  /** What the limit is a multiple of. */
  readonly of: 'beam' | 'own';
  readonly ofRow: string;
}

const GOALS: readonly Goal[] = [
  { row: 'memory', bound: 'most', times: 1, of: 'beam', ofRow: 'memory' },
  { row: 'start.10000', bound: 'most', times: 2.5, of: 'beam', ofRow: 'start.10000' },
  { row: 'stop.10000', bound: 'most', times: 3, of: 'beam', ofRow: 'stop.10000' },
  { row: 'start.100000', bound: 'most', times: 2.5, of: 'beam', ofRow: 'start.100000' },
  { row: 'stop.100000', bound: 'most', times: 3, of: 'beam', ofRow: 'stop.100000' },
  { row: 'restart.100', bound: 'most', times: 5, of: 'beam', ofRow: 'restart.100' },
  { row: 'restart.10000', bound: 'most', times: 2, of: 'own', ofRow: 'restart.100' },
  { row: 'restart.100000', bound: 'most', times: 2, of: 'own', ofRow: 'restart.100' },
  { row: 'call', bound: 'least', times: 1 / 3, of: 'beam', ofRow: 'call' },
  { row: 'send', bound: 'least', times: 1 / 2, of: 'beam', ofRow: 'send' },
];

export interface Verdict extends Goal {
  readonly figure: number;
  readonly limit: number;
  readonly met: boolean;
}

/** Those goals for which both figures are known. */
export function judge(own: Rows, beam: Rows): Verdict[] {
  return GOALS.flatMap((goal) => {
    const figure = own[goal.row];
    const base = (goal.of === 'beam' ? beam : own)[goal.ofRow];
    if (figure === undefined || base === undefined) return [];
    const limit = base * goal.times;
    return [{ ...goal, figure, limit, met: goal.bound === 'most' ? figure <= limit : figure >= limit }];
  });
}
