/**
 * What a supervisor knows: its flags, its children in start order and the one thing it is busy with.
 * Children, counted restarts and the task in hand belong to the state and are changed in place, so that a step among a
 * hundred thousand siblings costs what it costs among ten and leaves no garbage; the state itself is replaced.
 */
import type { Ms } from '../../model/clock.ts';
import type { ExitReason } from '../../model/exit.ts';
import type { AutoShutdown, Backoff, ChildType, Restart, Shutdown, Strategy } from '../../model/policy.ts';
import { Fifo } from '../fifo.ts';

export interface Flags {
  readonly strategy: Strategy;
  /** How many restarts are allowed within `periodMs`; one more and the supervisor gives up. */
  readonly intensity: number;
  readonly periodMs: Ms;
  readonly autoShutdown: AutoShutdown;
  /** For children that name none of their own. */
  readonly backoff: Backoff | false | undefined;
  /** Dynamic supervisors only. */
  readonly maxChildren: number;
}

/** What decisions need to know of a child's specification; what it starts is opaque here. */
export interface ChildFlags {
  readonly id: string;
  readonly restart: Restart;
  readonly shutdown: Shutdown;
  readonly significant: boolean;
  readonly type: ChildType;
  /** `undefined`: its supervisor's. */
  readonly backoff: Backoff | false | undefined;
  /** Asked when a supervisor takes the child on: the lives it had under others, from which its incarnations count on. */
  readonly livesBefore?: (() => number) | undefined;
}

/** A child's id; under a dynamic supervisor, where ids may repeat, the number of its first life. */
export type Key = string | number;

export type ChildState = 'stopped' | 'starting' | 'running' | 'stopping' | 'restarting' | 'backoff';

export interface Entry {
  readonly spec: ChildFlags;
  state: ChildState;
  /** Number of the latest life, unique within this supervisor; what is said of another life is stale. */
  life: number;
  incarnation: number;
  /** The latest life that came up: what a ref means, also while it is being restarted. */
  ran: number;
  /** When it last began to run; `Infinity` until it does. */
  startedAt: Ms;
  /** Restarts since the last healthy spell. */
  attempt: number;
  /** In `backoff`: when the restart is due. */
  dueAt: Ms;
  lastExit: ExitReason | undefined;
}

/** What the work in hand is for, and so what follows when it is done or fails. */
export type Goal =
  | { readonly kind: 'boot' }
  | { readonly kind: 'restart' }
  | { readonly kind: 'start_child' | 'restart_child' | 'terminate_child'; readonly to: number }
  | { readonly kind: 'end'; readonly reason: ExitReason };

/** First the stops, last one first, then the starts, one after another. */
export interface Task {
  readonly goal: Goal;
  /** In start order; taken from the end. */
  readonly stop: readonly Key[];
  readonly start: readonly Key[];
  stopsLeft: number;
  startsDone: number;
  /** Lives whose start or end is being waited for. */
  waiting: number;
}

export interface State {
  readonly flags: Flags;
  readonly children: Map<Key, Entry>;
  /** Times of the restarts that still count, oldest first. */
  readonly restarts: Fifo<Ms>;
  /** Lives begun so far. */
  readonly lives: number;
  readonly task: Task | undefined;
}

export function initialState(flags: Flags, specs: readonly ChildFlags[]): State {
  const children = new Map<Key, Entry>(specs.map((spec) => [spec.id, newEntry(spec)]));
  return { flags, children, restarts: new Fifo(), lives: 0, task: undefined };
}

export function newEntry(spec: ChildFlags): Entry {
  return {
    spec,
    state: 'stopped',
    life: 0,
    incarnation: spec.livesBefore?.() ?? 0,
    ran: 0,
    startedAt: Infinity,
    attempt: 0,
    dueAt: 0,
    lastExit: undefined,
  };
}

export function isAlive(entry: Pick<Entry, 'state'>): boolean {
  return entry.state === 'running' || entry.state === 'starting' || entry.state === 'stopping';
}

export function isDynamic(state: State): boolean {
  return state.flags.strategy === 'simple_one_for_one';
}

/** Whether a child that is down and will not be restarted keeps its place, for `restartChild`; the others leave the table. */
export function keepsPlace(state: State, entry: Entry): boolean {
  return entry.spec.restart !== 'temporary' && !isDynamic(state);
}

export function retire(state: State, key: Key, entry: Entry): void {
  if (keepsPlace(state, entry)) entry.state = 'stopped';
  else state.children.delete(key);
}
