/**
 * The filter language of the log and of the sequence: `actor:w1 type:exit,crash since:5m -type:message "out of memory"`.
 * Words are looked for everywhere; all must hold; a minus in front turns one round; case does not matter.
 */
import type { Ms } from '../../../model/clock.ts';
import type { LogRow } from './log-row.ts';

interface Term {
  readonly field: 'actor' | 'type' | 'says' | 'any';
  /** One of them is enough. */
  readonly words: readonly string[];
  readonly not: boolean;
}

export interface Filter {
  readonly terms: readonly Term[];
  /** How far back; undefined for all. */
  readonly sinceMs: Ms | undefined;
  /** What could not be read, in words. */
  readonly problem: string | undefined;
}

const TOKEN = /(-?)(?:([a-z]+):)?(?:"([^"]*)"|(\S+))/gi;
const UNITS: Readonly<Record<string, Ms>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

export function parseFilter(text: string): Filter {
  const terms: Term[] = [];
  let sinceMs: Ms | undefined;
  let problem: string | undefined;
  for (const [whole, minus, name = '', quoted, plain = ''] of text.matchAll(TOKEN)) {
    const value = (quoted ?? plain).toLowerCase();
    const not = minus === '-';
    const field = name.toLowerCase();
    if (field === 'since') {
      sinceMs = duration(value);
      if (sinceMs === undefined) problem = `since:${value} is no duration: write since:30s, since:5m or since:1h`;
    } else if (field === 'actor' || field === 'type' || field === 'says') {
      terms.push({ field, words: value.split(',').filter((word) => word !== ''), not });
    } else {
      // `pool:ml` and `worker:ml/1` are names, not fields.
      const words = [field === '' ? value : whole.slice(not ? 1 : 0).toLowerCase()];
      terms.push({ field: 'any', words, not });
    }
  }
  return { terms, sinceMs, problem };
}

function duration(text: string): Ms | undefined {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  const factor = UNITS[unit];
  return amount === undefined || factor === undefined ? undefined : Number(amount) * factor;
}

/** @param now on the clock of the rows' `at`. */
export function matches({ terms, sinceMs }: Filter, row: LogRow, now: Ms): boolean {
  if (sinceMs !== undefined && row.at < now - sinceMs) return false;
  return terms.every((term) => holds(term, row) !== term.not);
}

function holds({ field, words }: Term, { actor, type, says }: LogRow): boolean {
  const text = { actor, type, says, any: `${type} ${actor} ${says}` }[field].toLowerCase();
  return words.some((word) => (field === 'type' ? text.startsWith(word) : text.includes(word)));
}
