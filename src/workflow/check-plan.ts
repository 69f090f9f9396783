/** From a definition to a plan: everything that can be known to be wrong before a run is told here, and told exactly. */
import { nearest } from '../model/unknown-option.ts';
import { WorkflowInvalid } from '../model/workflow-errors.ts';
import { checkNode, references } from './check-node.ts';
import type { Plan, PlannedNode } from './plan.ts';
import type { Edge, NodeSpec } from './types.ts';

export interface Definition {
  readonly name: string;
  readonly nodes: readonly (readonly [id: string, spec: NodeSpec])[];
  readonly edges: readonly Edge[];
}

/** Beyond it a workflow is a pool's business. */
const MOST_NODES = 1_000;

const ID = /^\w[\w-]{0,127}$/;

/** @throws WorkflowInvalid */
export function planOf({ name, nodes, edges }: Definition): Plan {
  const refuse = (problem: string, facts?: object): never => {
    throw new WorkflowInvalid(name, problem, { ...facts });
  };
  if (nodes.length === 0) refuse('it is empty: give it a node');
  if (nodes.length > MOST_NODES) refuse(`it has ${nodes.length} nodes, and ${MOST_NODES} is the most`);
  const specs = new Map<string, NodeSpec>();
  const ids = new Map<string, string>();
  for (const [id, spec] of nodes) {
    if (typeof id !== 'string' || !ID.test(id))
      refuse(`${JSON.stringify(id)} is no id: letters, digits, dashes and underscores make one`, { node: id });
    if (specs.has(id)) refuse(`two nodes have the id ${id}`, { node: id });
    specs.set(id, spec);
    checkNode(name, id, spec);
  }
  for (const [id, { name: own = id }] of specs) {
    const other = specs.has(own) && own !== id ? own : ids.get(own);
    if (other !== undefined) refuse(`nodes ${other} and ${id} are both called ${JSON.stringify(own)}`, { node: id });
    ids.set(own, id);
  }
  for (const id of specs.keys()) ids.set(id, id);
  const inputs = inputsOf(edges, specs, refuse);
  const order = ordered([...specs.keys()], inputs, refuse);
  const starts = new Set(edges.map(({ from }) => from));
  const planned = order.flatMap((id): PlannedNode[] => {
    const spec = specs.get(id);
    if (spec === undefined) return [];
    return [{ id, name: spec.name ?? id, spec, inputs: inputs.get(id) ?? [], isLast: !starts.has(id) }];
  });
  for (const { id, spec } of planned) checkReferences(id, references(name, id, spec), ids, inputs, refuse);
  return { name, nodes: planned, byId: new Map(planned.map((node) => [node.id, node])) };
}

type Refuse = (problem: string, facts?: object) => never;

function inputsOf(edges: readonly Edge[], specs: ReadonlyMap<string, NodeSpec>, refuse: Refuse): Map<string, Edge[]> {
  const inputs = new Map<string, Edge[]>();
  for (const edge of edges) {
    const { from, to, when } = edge;
    for (const end of [from, to])
      if (!specs.has(end)) {
        const near = nearest(String(end), [...specs.keys()]);
        const meant = near === undefined ? `there are ${[...specs.keys()].join(', ')}` : `did you mean ${near}?`;
        refuse(`the edge ${from} → ${to} leads to no node ${end}: ${meant}`, { node: end });
      }
    if (when !== undefined && specs.get(from)?.kind !== 'condition')
      refuse(`the edge ${from} → ${to} has a when, but ${from} is no condition`, { node: from });
    const known = inputs.get(to) ?? [];
    if (known.some((other) => other.from === from && other.when === when))
      refuse(`the edge ${from} → ${to} is there twice`, { node: to });
    inputs.set(to, [...known, edge]);
  }
  return inputs;
}

/** Each behind those that it needs (Kahn); what is left over has a cycle in it. */
function ordered(ids: readonly string[], inputs: ReadonlyMap<string, readonly Edge[]>, refuse: Refuse): string[] {
  const missing = new Map(ids.map((id) => [id, inputs.get(id)?.length ?? 0]));
  const outputs = new Map<string, string[]>();
  for (const { from, to } of [...inputs.values()].flat()) outputs.set(from, [...(outputs.get(from) ?? []), to]);
  const order = ids.filter((id) => missing.get(id) === 0);
  for (const id of order) // grows on the way
    for (const to of outputs.get(id) ?? []) {
      const left = (missing.get(to) ?? 0) - 1;
      missing.set(to, left);
      if (left === 0) order.push(to);
    }
  if (order.length === ids.length) return order;
  const path = cycle(
    ids.filter((id) => (missing.get(id) ?? 0) > 0),
    inputs,
  );
  return refuse(`it goes in a circle: ${path.join(' → ')}; take one of these edges out`, { path });
}

/** Backwards from any that is left over, until one comes again. */
function cycle(left: readonly string[], inputs: ReadonlyMap<string, readonly Edge[]>): string[] {
  const among = new Set(left);
  const seen: string[] = [];
  let at = left[0];
  while (at !== undefined && !seen.includes(at)) {
    seen.push(at);
    at = inputs.get(at)?.find(({ from }) => among.has(from))?.from;
  }
  const path = seen.slice(at === undefined ? 0 : seen.indexOf(at)).reverse();
  return [...path, ...path.slice(0, 1)];
}

/** What a node reads must be there when it begins, however the others are timed. */
function checkReferences(
  id: string,
  read: readonly string[],
  ids: ReadonlyMap<string, string>,
  inputs: ReadonlyMap<string, readonly Edge[]>,
  refuse: Refuse,
): void {
  if (read.length === 0) return;
  const before = new Set<string>();
  const queue = [id];
  for (const each of queue) // grows on the way
    for (const { from } of inputs.get(each) ?? [])
      if (!before.has(from)) {
        before.add(from);
        queue.push(from);
      }
  for (const named of read) {
    const other = ids.get(named);
    if (other === undefined) {
      const near = nearest(named, [...ids.keys()]);
      const meant = near === undefined ? `there are ${[...ids.keys()].join(', ')}` : `did you mean ${near}?`;
      refuse(`node ${id} reads node.${named}, which there is not: ${meant}`, { node: id });
    } else if (!before.has(other))
      refuse(`node ${id} reads node.${named}, but no path leads from there to it: add an edge`, { node: id });
  }
}
