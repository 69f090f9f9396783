/** The supervision tree as the rows that are seen: those under a closed supervisor are left out. */
import { stratify } from 'd3-hierarchy';
import type { ActorRow, DepartedRow } from '../../feed/types.ts';

export interface TreeRow {
  readonly actor: ActorRow;
  /** 1 at the top, as `aria-level` counts. */
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  readonly children: number;
  readonly open: boolean;
}

export interface Branch {
  readonly key: string;
  readonly actor: ActorRow | undefined;
  readonly parent: string | undefined;
}

const TOP = '';

/** @param closed keys of the supervisors whose children are not shown. */
export function treeRows(actors: ReadonlyMap<string, ActorRow>, closed: ReadonlySet<string>): TreeRow[] {
  const children = childrenOf(actors);
  const rows: TreeRow[] = [];
  const walk = (key: string, level: number): void => {
    const siblings = children.get(key) ?? [];
    siblings.forEach((actor, index) => {
      const count = children.get(actor.key)?.length ?? 0;
      const open = !closed.has(actor.key);
      rows.push({ actor, level, position: index + 1, siblings: siblings.length, children: count, open });
      if (open) walk(actor.key, level + 1);
    });
  };
  walk(TOP, 1);
  return rows;
}

function childrenOf(actors: ReadonlyMap<string, ActorRow>): Map<string, ActorRow[]> {
  const children = new Map<string, ActorRow[]>();
  for (const actor of actors.values()) {
    const parent = actor.parent !== undefined && actors.has(actor.parent) ? actor.parent : TOP;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [actor]);
    else siblings.push(actor);
  }
  return children;
}

/** No actor's key: d3 takes an empty one for none. */
const ROOT = '/';

/** The same rows as a hierarchy, to be laid out as a map. */
export function hierarchyOf(rows: readonly TreeRow[]) {
  const shown = new Set(rows.map(({ actor }) => actor.key));
  const branches: Branch[] = rows.map(({ actor }) => ({
    key: actor.key,
    actor,
    parent: actor.parent !== undefined && shown.has(actor.parent) ? actor.parent : ROOT,
  }));
  return stratify<Branch>()
    .id(({ key }) => key)
    .parentId(({ parent }) => parent)([{ key: ROOT, actor: undefined, parent: undefined }, ...branches]);
}

/** Actors that have gone for good: nobody with their path lives now. The newest first. */
export function departedRows(departed: readonly DepartedRow[], actors: ReadonlyMap<string, ActorRow>): DepartedRow[] {
  const paths = new Set([...actors.values()].map(({ path }) => path));
  return departed.filter(({ path }) => !paths.has(path)).reverse();
}
