/**
 * The xstate actor of a supervised child. Differs in one thing: observers and listeners that throw, or that
 * have no `error` callback when the actor crashes, harm nobody (xstate would end the process).
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

export class ProcessActor extends Actor<AnyActorLogic> {
  readonly host: Host;

  constructor(host: Host, logic: AnyActorLogic, options: { id: string; parent: AnyActorRef; input: unknown }) {
    super(logic, options);
    this.host = host;
  }

  override subscribe(observer: Observer<Snapshot>): Subscription;
  override subscribe(
    next?: (snapshot: Snapshot) => void,
    error?: (error: unknown) => void,
    complete?: () => void,
  ): Subscription;
  override subscribe(
    first?: Observer<Snapshot> | ((snapshot: Snapshot) => void),
    error?: (error: unknown) => void,
    complete?: () => void,
  ): Subscription {
    const observer: Observer<Snapshot> =
      typeof first === 'object' ? first : withoutUndefined({ next: first, error, complete });
    return super.subscribe({
      next: (snapshot: Snapshot) => this.#guard(() => observer.next?.(snapshot)),
      error: (thrown: unknown) => this.#guard(() => observer.error?.(thrown)),
      complete: () => this.#guard(() => observer.complete?.()),
    });
  }

  override on<T extends Emitted['type'] | '*'>(
    type: T,
    handler: (emitted: Emitted & (T extends '*' ? unknown : { type: T })) => void,
  ): Subscription {
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

function withoutUndefined(
  observer: { [K in keyof Observer<Snapshot>]-?: Observer<Snapshot>[K] | undefined },
): Observer<Snapshot> {
  return Object.fromEntries(Object.entries(observer).filter(([, value]) => value !== undefined));
}
