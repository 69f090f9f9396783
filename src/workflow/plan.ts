/**
 * A workflow as it is run: who needs whom, checked. And the one decision of a run, `next`: from what has become of its
 * nodes follows which may begin, which never will, and whether all is over.
 */
import { isTrue } from './evaluate.ts';
import type { Edge, NodeSpec, NodeState } from './types.ts';

export interface PlannedNode {
  readonly id: string;
  readonly name: string;
  readonly spec: NodeSpec;
  /** The edges that lead to it. */
  readonly inputs: readonly Edge[];
  /** Whether nothing comes behind it. */
  readonly isLast: boolean;
}

export interface Plan {
  readonly name: string;
  /** Each behind those that it needs. */
  readonly nodes: readonly PlannedNode[];
  readonly byId: ReadonlyMap<string, PlannedNode>;
}

/** A node that has begun. Those that are not known wait. */
export type Standing =
  | { readonly state: 'running' }
  | { readonly state: Exclude<NodeState, 'skipped'>; readonly output?: unknown }
  /** `broken`: something before it failed; else nobody chose it. */
  | { readonly state: 'skipped'; readonly broken: boolean };

export type Standings = ReadonlyMap<string, Standing>;

export interface Next {
  readonly begin: readonly string[];
  readonly skip: readonly { readonly node: string; readonly broken: boolean }[];
  /** Nothing runs, and nothing will. */
  readonly over: boolean;
}

/** @param room how many may begin. */
export function next(plan: Plan, standings: Standings, room: number): Next {
  const known = new Map(standings);
  const begin: string[] = [];
  const skip: { node: string; broken: boolean }[] = [];
  let open = false;
  for (const { id, inputs } of plan.nodes) {
    const own = known.get(id);
    if (own?.state === 'running') open = true;
    if (own !== undefined) continue;
    const edges = inputs.map((edge) => stateOf(edge, known.get(edge.from), plan));
    const broken = edges.includes('broken');
    if (broken || (edges.length > 0 && edges.every((edge) => edge === 'passed_by'))) {
      skip.push({ node: id, broken });
      known.set(id, { state: 'skipped', broken });
      continue;
    }
    open = true;
    if (!edges.includes('open') && begin.length < room) begin.push(id);
  }
  return { begin, skip, over: !open };
}

type EdgeState = 'open' | 'taken' | 'passed_by' | 'broken';

function stateOf({ from, when }: Edge, standing: Standing | undefined, { byId }: Plan): EdgeState {
  switch (standing?.state) {
    case undefined:
    case 'running':
      return 'open';
    case 'skipped':
      return standing.broken ? 'broken' : 'passed_by';
    case 'succeeded': {
      if (byId.get(from)?.spec.kind !== 'condition') return 'taken';
      const chosen = when === undefined ? isTrue(standing.output) : standing.output === when;
      return chosen ? 'taken' : 'passed_by';
    }
    default:
      return 'broken';
  }
}

/** The nodes right before one of which an edge to it was taken. */
export function sources(plan: Plan, { inputs }: PlannedNode, standings: Standings): PlannedNode[] {
  return inputs
    .filter((edge) => stateOf(edge, standings.get(edge.from), plan) === 'taken')
    .flatMap(({ from }) => plan.byId.get(from) ?? []);
}
