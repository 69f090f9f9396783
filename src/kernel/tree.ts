/** The supervision tree as data: what is supposed to live, and how it is. */
import type { AnyActorRef } from 'xstate';
import type { Ms } from '../model/clock.ts';
import type { ExitReason } from '../model/exit.ts';
import type { ChildType } from '../model/policy.ts';
import { type ChildState, type Entry, isAlive } from './decide/state.ts';

export interface TreeNode {
  readonly id: string;
  readonly path: string;
  readonly incarnation: number;
  readonly state: ChildState;
  readonly type: ChildType;
  readonly restarts: number;
  /** Supervisors only, in start order. */
  readonly children?: readonly TreeNode[];
  readonly backoff?: { readonly dueAt: Ms };
  readonly lastExit?: ExitReason;
  /** Of a machine: the state it is in, `ready` or `{"up":"idle"}`. */
  readonly snapshotValue?: string;
}

/** What the tree asks of a process. */
interface Described {
  readonly dead: boolean;
  readonly household: { describe(): TreeNode[] } | undefined;
  /** Undefined until it has an input. */
  readonly actor: AnyActorRef | undefined;
}

/** What it asks of a child's entry in its supervisor's table. */
export type Placed = Pick<Entry, 'spec' | 'state' | 'incarnation' | 'startedAt' | 'dueAt' | 'lastExit'>;

/** The node of a child, given its entry and its process, if it has one, and of all below it. */
export function treeNode(path: string, entry: Placed, process: Described | undefined): TreeNode {
  const node = ownNode(path, entry, process);
  const household = process === undefined || process.dead ? undefined : process.household;
  return household === undefined ? node : { ...node, children: household.describe() };
}

/** The same without what is below it. */
export function ownNode(path: string, entry: Placed, process: Described | undefined): Omit<TreeNode, 'children'> {
  const living = process === undefined || process.dead ? undefined : process;
  const value = living === undefined || living.household !== undefined ? undefined : stateValue(living);
  return {
    id: entry.spec.id,
    path,
    incarnation: entry.incarnation,
    // Dead, and its supervisor too busy to have noticed: the tree knows better.
    state: isAlive(entry) && living === undefined ? 'stopped' : entry.state,
    type: entry.spec.type,
    restarts: Math.max(0, entry.incarnation - 1),
    ...(entry.state === 'backoff' ? { backoff: { dueAt: entry.dueAt } } : {}),
    ...(entry.lastExit === undefined ? {} : { lastExit: entry.lastExit }),
    ...(value === undefined ? {} : { snapshotValue: value }),
  };
}

function stateValue(process: Described): string | undefined {
  const snapshot: unknown = process.actor?.getSnapshot();
  if (typeof snapshot !== 'object' || snapshot === null || !('value' in snapshot)) return undefined;
  return typeof snapshot.value === 'string' ? snapshot.value : JSON.stringify(snapshot.value);
}
