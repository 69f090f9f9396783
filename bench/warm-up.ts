/** What a contender is asked before it counts: compiled, connected, tools measured, whichever row comes first. */
import type { Question } from './driver.ts';
import type { Row } from './plan.ts';

/** How much of it there is. */
export interface WarmUp {
  /** Small calls from many callers, and from one. */
  readonly calls: { readonly many: number; readonly one: number };
  /** Who is slow is not waited for longer. */
  readonly patienceMs: number;
  /** Several at once, which is over sooner, but each of them has done less when its patience ends. */
  readonly together: boolean;
}

/** V8 compiles what was called often, however long that took: most of it after ten thousand calls, the last after a hundred thousand. */
export const WARM_UP: Readonly<Record<'full' | 'quick', WarmUp>> = {
  full: { calls: { many: 100_000, one: 10_000 }, patienceMs: 3_000, together: false },
  quick: { calls: { many: 12_000, one: 3_000 }, patienceMs: 2_000, together: true },
};
/** Streams and arrays do as much with each call as thousands of small ones. */
const LONG_MS = 300;
/** What is its own warm-up, or that of others. */
const NEVER = new Set(['kill', 'beside', 'array64m']);

/** Each of its works once; small calls from many callers, where they are quickest, and then from one if that is asked. */
export function warmUpOf(contender: string, rows: readonly Row[], { calls, patienceMs }: WarmUp): Question[] {
  const asked = rows.filter((row) => row.contender === contender).map(({ question }) => question);
  const works = new Set(asked.map(({ work }) => (work === 'open' ? 'add' : work)));
  return [...works]
    .filter((work) => !NEVER.has(work))
    .flatMap((work): Question[] => {
      if (work !== 'add' && work !== 'echo') return [{ work, callers: 1, ms: LONG_MS }];
      const many = { work, callers: 64, ms: patienceMs, calls: calls.many };
      const one = { work, callers: 1, ms: patienceMs / 2, calls: calls.one };
      return asked.some((row) => row.work === work && row.callers === 1) ? [many, one] : [many];
    });
}
