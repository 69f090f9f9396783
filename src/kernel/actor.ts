/**
 * The xstate actor of a supervised child. What differs is who watches it: observers and listeners that throw, or that
 * have no `error` callback when the actor crashes, harm nobody (xstate would end the process), and none cost nothing.
 */
import {
  Actor,
  type AnyActorLogic,
  type AnyActorRef,
  type EmittedFrom,
  type Observer,
  type SnapshotFrom,
  type Subscription,
} from 'xstate';
import type { ExitReason } from '../model/exit.ts';

/** What an actor's life is kept in. */
export interface Host {
  readonly path: string;
  readonly dead: boolean;
  /** xstate says that the actor has completed or thrown. */
  ended(reason: ExitReason, crashed: boolean): void;
  /** An observer of the actor has thrown. */
  observerThrew(error: unknown): void;
}

type Snapshot = SnapshotFrom<AnyActorLogic>;
type Emitted = EmittedFrom<AnyActorLogic>;
type Next = ((snapshot: Snapshot) => void) | undefined;
type Failed = ((error: unknown) => void) | undefined;
type Completed = (() => void) | undefined;
type OnEmitted<T> = (emitted: Emitted & (T extends '*' ? unknown : { type: T })) => void;

/** Runs a piece of somebody else's code, and survives it. */
type Guard = (observe: () => void) => void;

/**
 * xstate gives each actor a Set of observers and a Map of listeners, a sixth of its memory; hardly any child needs
 * them. These stand in for both until it does.
 */
const NOBODY: ReadonlySet<unknown> = new Set();
const NOTHING: ReadonlyMap<unknown, unknown> = new Map();

export class ProcessActor extends Actor<AnyActorLogic> {
  readonly host: Host;

  constructor(host: Host, logic: AnyActorLogic, options: { id: string; parent: AnyActorRef; input: unknown }) {
    super(logic, options);
    this.host = host;
    this['observers'] = NOBODY;
    this['eventListeners'] = NOTHING;
  }

  override subscribe(observer: Observer<Snapshot>): Subscription;
  override subscribe(next?: Next, error?: Failed, complete?: Completed): Subscription;
  override subscribe(first?: Observer<Snapshot> | Next, error?: Failed, complete?: Completed): Subscription {
    if (this['observers'] === NOBODY) this['observers'] = new Set();
    return super.subscribe(guarded((observe) => this.#guard(observe), first, error, complete));
  }

  override on<T extends Emitted['type'] | '*'>(type: T, handler: OnEmitted<T>): Subscription {
    if (this['eventListeners'] === NOTHING) this['eventListeners'] = new Map();
    return super.on(type, (emitted) => this.#guard(() => handler(emitted)));
  }

  #guard(observe: () => void): void {
    try {
      observe();
    } catch (error) {
      this.host.observerThrew(error);
    }
  }
}

/** Does the same for an actor that xstate has made: one that a machine has spawned or invoked. */
export function guardObservers(actor: AnyActorRef, threw: (error: unknown) => void): void {
  const subscribe: (observer: Observer<Snapshot>) => Subscription = actor.subscribe.bind(actor);
  const on: (type: string, handler: OnEmitted<'*'>) => Subscription = actor.on.bind(actor);
  const guard: Guard = (observe) => {
    try {
      observe();
    } catch (error) {
      threw(error);
    }
  };
  Object.assign(actor, {
    subscribe: (first?: Observer<Snapshot> | Next, error?: Failed, complete?: Completed) =>
      subscribe(guarded(guard, first, error, complete)),
    on: (type: string, handler: OnEmitted<'*'>) => on(type, (emitted) => guard(() => handler(emitted))),
  });
}

function guarded(
  guard: Guard,
  first: Observer<Snapshot> | Next,
  error: Failed,
  complete: Completed,
): Required<Observer<Snapshot>> {
  const observer: { next?: Next; error?: Failed; complete?: Completed } =
    typeof first === 'object' ? first : { next: first, error, complete };
  return {
    next: (snapshot) => guard(() => observer.next?.(snapshot)),
    error: (thrown) => guard(() => observer.error?.(thrown)),
    complete: () => guard(() => observer.complete?.()),
  };
}
