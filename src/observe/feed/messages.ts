/** Messages as they pass the kernel's door, each with the one in whose handling it was sent; and what became of them. */
import {
  type AnyActorRef,
  type AnyEventObject,
  addressOf,
  type DeadLetter,
  type InspectionEvent,
  logicOf,
  type Witness,
} from '../../kernel/index.ts';
import { brief, MESSAGE } from './brief.ts';
import type { Machines } from './machines.ts';
import { statePaths } from './state-paths.ts';
import type { ObserverDelta } from './types.ts';

/** A delta before it has a number and a time. */
export type News = ObserverDelta extends infer D
  ? D extends ObserverDelta
    ? Omit<D, 'seq' | 'at' | 'cause'>
    : never
  : never;

export interface MessagesOptions {
  /** Gives it its number, which comes back. */
  readonly tell: (news: News) => number;
  readonly redact: (value: unknown, path?: readonly string[]) => unknown;
  readonly machines: Machines;
}

/** Actors for which something is counted; those beyond it are not. */
const MOST_COUNTED = 10_000;

export class Messages implements Witness {
  /** The message that is being handled. */
  cause: number | undefined;
  unhandled = 0;
  /** By path. */
  readonly unhandledOf = new Map<string, number>();
  readonly deadLettersOf = new Map<string, number>();
  readonly #options: MessagesOptions;
  /** Where each machine stood after its last step. */
  readonly #values = new WeakMap<AnyActorRef, string>();

  constructor(options: MessagesOptions) {
    this.#options = options;
  }

  sent(from: AnyActorRef | undefined, to: AnyActorRef, event: AnyEventObject): number {
    const { tell, redact } = this.#options;
    const { name, data } = contentOf(event);
    const said = data === undefined ? {} : { data: redact(brief(data, MESSAGE)) };
    const sender = from === undefined ? 'outside' : addressOf(from).path;
    return tell({ type: 'message', from: sender, to: addressOf(to).path, event: name, ...said });
  }

  handling(message: unknown): void {
    this.cause = message as number;
  }

  handled(): void {
    this.cause = undefined;
  }

  deadLetter({ to, event }: DeadLetter): void {
    count(this.deadLettersOf, to);
    this.#options.tell({ type: 'dead_letter', to, event: contentOf(event).name, ...this.#message() });
  }

  /** A step of a machine: a transition it took, or that it had none. */
  inspect(inspected: InspectionEvent): void {
    if (inspected.type !== '@xstate.microstep') return;
    const { actorRef, event, snapshot, _transitions: taken } = inspected;
    const ref = actorRef as AnyActorRef;
    if (!('value' in snapshot)) return;
    const to = statePaths(snapshot.value);
    const from = this.#values.get(ref) ?? valueNow(ref) ?? to;
    this.#values.set(ref, to);
    const { path: actor, incarnation } = addressOf(ref);
    const { name } = contentOf(event);
    if (taken.length === 0) {
      if (name.startsWith('xstate.')) return;
      this.unhandled += 1;
      count(this.unhandledOf, actor);
      this.#options.tell({ type: 'unhandled', actor, event: name, ...this.#message() });
      return;
    }
    const machine = this.#options.machines.nameOf(logicOf(ref)) ?? '';
    this.#options.tell({ type: 'transition', actor, incarnation, machine, event: name, from, to });
  }

  #message(): { message?: number } {
    return this.cause === undefined ? {} : { message: this.cause };
  }
}

/** What a supervisor is sent has its own type inside, and specifications of children that are nobody's business. */
function contentOf(event: AnyEventObject): { name: string; data?: object } {
  const { type, ...data } = event;
  if (type === 'vivarium.supervisor') {
    const { type: name, key, life, reason } = event['event'] as { type: string; [field: string]: unknown };
    return { name: `supervisor.${name}`, data: { key, life, reason } };
  }
  if (type === 'xstate.init' || type.startsWith('vivarium.')) return { name: type };
  return Object.keys(data).length === 0 ? { name: type } : { name: type, data };
}

function valueNow(ref: AnyActorRef): string | undefined {
  const snapshot: unknown = ref.getSnapshot();
  return typeof snapshot === 'object' && snapshot !== null && 'value' in snapshot
    ? statePaths(snapshot.value)
    : undefined;
}

function count(counts: Map<string, number>, path: string): void {
  const before = counts.get(path);
  if (before !== undefined || counts.size < MOST_COUNTED) counts.set(path, (before ?? 0) + 1);
}
