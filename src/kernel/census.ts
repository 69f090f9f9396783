/** Everything that is supervised with what is behind it, one after another: for observers, who must not touch any of it. */
import type { AnyActorLogic, AnyActorRef } from 'xstate';
import type { Ms } from '../model/clock.ts';
import type { Restart, Strategy } from '../model/policy.ts';
import type { Household, Resident } from './owner.ts';
import { ownNode, type Placed, type TreeNode } from './tree.ts';

export interface Inhabitant {
  readonly node: Omit<TreeNode, 'children'>;
  /** Of its supervisor; undefined at the top. */
  readonly parent: Inhabitant | undefined;
  readonly restart: Restart;
  readonly logic: AnyActorLogic;
  /** Undefined while it has no process, or that has not got its input. */
  readonly ref: AnyActorRef | undefined;
  /** When this life began; Infinity where nobody knows. */
  readonly startedAt: Ms;
  /** The number of its process. */
  readonly pid: number | undefined;
  /** Of a supervisor that runs. */
  readonly supervisor: SupervisorState | undefined;
  /** Paths of the actors it is linked to, and of those that monitor it (`outside` for code that is no actor). */
  readonly links: readonly string[];
  readonly monitoredBy: readonly string[];
}

export interface SupervisorState {
  readonly strategy: Strategy;
  readonly intensity: number;
  readonly periodMs: Ms;
  readonly restartsAt: readonly Ms[];
  /** Children beyond the first `most`, who are left out. */
  readonly hidden: number;
}

/** Parents before their children, children in start order; of each supervisor the first `most`. */
export function* census(top: Iterable<Resident & { readonly entry: Placed }>, most: number): Generator<Inhabitant> {
  for (const process of top)
    yield* household(inhabitant(process.path, process.entry, process, undefined, most), process, most);
}

function* household(self: Inhabitant, process: Resident | undefined, most: number): Generator<Inhabitant> {
  yield self;
  let left = most;
  for (const [entry, child] of livingHousehold(process)?.residents() ?? []) {
    if (left-- === 0) return;
    const path = `${self.node.path}/${entry.spec.id}`;
    // Whole specifications: `decide` is given no more than it needs of them.
    yield* household(inhabitant(path, entry, child, self, most), child, most);
  }
}

function inhabitant(
  path: string,
  entry: Placed,
  process: Resident | undefined,
  parent: Inhabitant | undefined,
  most: number,
): Inhabitant {
  const living = process?.dead === false ? process : undefined;
  return {
    node: ownNode(path, entry, process),
    parent,
    restart: entry.spec.restart,
    logic: (entry.spec as Resident['spec']).logic,
    ref: living?.actor,
    startedAt: entry.startedAt,
    pid: living?.pid,
    supervisor: stateOf(livingHousehold(process), most),
    links: [...(living?.ties?.links ?? [])].map((linked) => linked.path),
    monitoredBy: [...(living?.ties?.watchers.values() ?? [])].filter((by) => by !== undefined),
  };
}

function livingHousehold(process: Resident | undefined): Household | undefined {
  return process?.dead === false ? process.household : undefined;
}

function stateOf(household: Household | undefined, most: number): SupervisorState | undefined {
  if (household === undefined) return undefined;
  const { strategy, intensity, periodMs } = household.flags;
  const hidden = Math.max(0, household.size - most);
  return { strategy, intensity, periodMs, restartsAt: household.restartsAt, hidden };
}
