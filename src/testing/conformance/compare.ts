/** Where two traces part, in one short text; groups of events marked `any_order` agree in any order. */
import type { Group, Json, Trace } from './format.ts';

/** `null` when the traces agree. */
export function compareTraces(expected: Trace, actual: Trace): string | null {
  if (expected.groups.length !== actual.groups.length)
    return `expected ${expected.groups.length} groups, got ${actual.groups.length}`;
  for (const [i, group] of expected.groups.entries()) {
    const difference = compareGroups(group, actual.groups[i] as Group);
    if (difference !== null) return `step ${group.step} (${group.do}), ${difference}`;
  }
  return unequal('final tree', expected.final, actual.final);
}

function compareGroups(expected: Group, actual: Group): string | null {
  const got = actual.events.map(canonical);
  let at = 0;
  for (const event of expected.events) {
    const anyOrder = event['any_order'];
    const want = Array.isArray(anyOrder) ? anyOrder.map(canonical).sort() : [canonical(event)];
    const have = got.slice(at, at + want.length);
    if (Array.isArray(anyOrder)) have.sort();
    if (want.join() !== have.join())
      return `event ${at}: expected ${want.join(' ')}, got ${have.join(' ') || 'nothing more'}`;
    at += want.length;
  }
  if (at < got.length) return `event ${at}: expected nothing more, got ${got[at]}`;
  return (
    unequal('result', expected.result, actual.result) ??
    unequal('late_results', expected.late_results, actual.late_results)
  );
}

function unequal(what: string, expected: unknown, actual: unknown): string | null {
  const [want, have] = [canonical(expected ?? null), canonical(actual ?? null)];
  return want === have ? null : `${what}: expected ${want}, got ${have}`;
}

/** JSON with the keys of each object in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: Json) => {
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
