/** The supervision tree as rows, and what has changed in it since the last look. */
import type { Inhabitant, System } from '../../kernel/index.ts';
import { formatExit } from '../../model/exit.ts';
import type { Machines } from './machines.ts';
import { statePaths } from './state-paths.ts';
import type { ActorRow } from './types.ts';

/** Of one supervisor's children so many are told; the others are counted. */
const MOST_CHILDREN = 2_000;

export interface Seen {
  readonly row: ActorRow;
  readonly inhabitant: Inhabitant;
}

/** Everybody alive, by key, in the order of the tree. */
export function look(system: System, machines: Machines): Map<string, Seen> {
  const seen = new Map<string, Seen>();
  const keys = new Map<Inhabitant, string>();
  for (const inhabitant of system.census(MOST_CHILDREN)) {
    const parent = inhabitant.parent && keys.get(inhabitant.parent);
    const key = free(seen, inhabitant.node.path);
    keys.set(inhabitant, key);
    seen.set(key, { row: rowOf(key, parent, inhabitant, machines), inhabitant });
  }
  return seen;
}

/** Rows that are new or differ, and keys that have gone. */
export function changes(
  before: ReadonlyMap<string, Seen>,
  after: ReadonlyMap<string, Seen>,
): { rows: ActorRow[]; gone: string[] } {
  const rows: ActorRow[] = [];
  for (const [key, { row }] of after) if (!same(before.get(key)?.row, row)) rows.push(row);
  return { rows, gone: [...before.keys()].filter((key) => !after.has(key)) };
}

function rowOf(key: string, parent: string | undefined, inhabitant: Inhabitant, machines: Machines): ActorRow {
  const { node, restart, logic, supervisor } = inhabitant;
  const { id, path, incarnation, type, state, restarts, backoff, lastExit, snapshotValue } = node;
  const machine = machines.nameOf(logic);
  return {
    key,
    ...(parent === undefined ? {} : { parent }),
    id,
    path,
    incarnation,
    type,
    state,
    ...(snapshotValue === undefined ? {} : { value: valueNow(inhabitant) }),
    ...(machine === undefined ? {} : { machine }),
    restart,
    restarts,
    ...(backoff === undefined ? {} : { backoffDueAt: backoff.dueAt }),
    ...(lastExit === undefined ? {} : { lastExit: formatExit(lastExit) }),
    ...(supervisor === undefined ? {} : { supervisor }),
  };
}

function valueNow({ ref }: Inhabitant): string {
  const snapshot: unknown = ref?.getSnapshot();
  return typeof snapshot === 'object' && snapshot !== null && 'value' in snapshot ? statePaths(snapshot.value) : '';
}

/** Of a dynamic supervisor's children two may have one path. */
function free(taken: ReadonlyMap<string, unknown>, path: string): string {
  let key = path;
  for (let n = 2; taken.has(key); n++) key = `${path}~${n}`;
  return key;
}

function same(a: ActorRow | undefined, b: ActorRow): boolean {
  if (a === undefined) return false;
  const [one, other] = [Object.entries(a), Object.entries(b)];
  if (one.length !== other.length) return false;
  return one.every(([name, value]) => {
    const now = b[name as keyof ActorRow];
    return value === now || (typeof value === 'object' && JSON.stringify(value) === JSON.stringify(now));
  });
}
