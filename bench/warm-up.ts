/** What a contender is asked before it counts: compiled, connected, tools measured, whichever row comes first. */
import type { Question } from './driver.ts';
import type { Row } from './plan.ts';

/** V8 compiles what was called often, however long that took: after so many calls a call's time is level. */
const CALLS = { many: 12_000, one: 3_000 };
/** Who is slow is not waited for longer. Several warm up at once, so this is more than it would need alone. */
const PATIENCE_MS = 2_000;
/** Streams and arrays do as much with each call as thousands of small ones. */
const LONG_MS = 300;
/** What is its own warm-up, or that of others. */
const NEVER = new Set(['kill', 'beside', 'array64m']);

/** Each of its works once; small calls from many callers, where they are quickest, and then from one if that is asked. */
export function warmUpOf(contender: string, rows: readonly Row[]): Question[] {
  const asked = rows.filter((row) => row.contender === contender).map(({ question }) => question);
  const works = new Set(asked.map(({ work }) => (work === 'open' ? 'add' : work)));
  return [...works]
    .filter((work) => !NEVER.has(work))
    .flatMap((work): Question[] => {
      if (work !== 'add' && work !== 'echo') return [{ work, callers: 1, ms: LONG_MS }];
      const many = { work, callers: 64, ms: PATIENCE_MS, calls: CALLS.many };
      const one = { work, callers: 1, ms: PATIENCE_MS / 2, calls: CALLS.one };
      return asked.some((row) => row.work === work && row.callers === 1) ? [many, one] : [many];
    });
}
