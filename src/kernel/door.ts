/**
 * The one door for messages. Every event any actor of a system sends passes xstate's `system._relay`; this is
 * the only file that replaces it, and the only one that touches what xstate keeps to itself.
 * `test/kernel/door.test.ts` fails when xstate changes any of it.
 */
import type { AnyActorLogic, AnyActorRef, AnyEventObject } from 'xstate';
import type { Ms } from '../model/clock.ts';
import { crash, type ExitReason, isExitReason, toExitReason } from '../model/exit.ts';
import { guardObservers, type Host, ProcessActor } from './actor.ts';
import type { RunQueue } from './run-queue.ts';

interface SystemInternals {
  _relay(source: AnyActorRef | undefined, target: AnyActorRef, event: AnyEventObject): void;
  _sendInspectionEvent(event: { readonly type: string; readonly actorRef: AnyActorRef }): void;
}

interface Scheduled {
  readonly source: AnyActorRef;
  readonly event: AnyEventObject;
  readonly delay: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

interface ActorInternals {
  readonly logic: AnyActorLogic;
  readonly _actorScope: Parameters<AnyActorLogic['transition']>[2];
  _send(event: AnyEventObject): void;
  readonly _processingStatus: number;
}

const STOPPED = 2;

export interface DeadLetter {
  /** Path or id of the actor that is gone. */
  readonly to: string;
  readonly event: AnyEventObject;
}

/** Whoever looks on as messages pass. */
export interface Witness {
  /** A message is on its way; `from` is undefined when no actor sent it. The result is shown when it is handled. */
  sent(from: AnyActorRef | undefined, to: AnyActorRef, event: AnyEventObject): unknown;
  /** Its receiver takes it up, or is found gone, which a dead letter tells; what happens until `handled` is its doing. */
  handling(message: unknown): void;
  handled(): void;
}

export interface DoorHooks {
  readonly dead: (letter: DeadLetter) => void;
  /** Told of what an observer throws. */
  readonly fault: (error: unknown, where: string) => void;
  /** Asked for each message: mostly there is none. */
  readonly witness: () => Witness | undefined;
}

/** Puts the run queue between every sender and every receiver of the system, and guards the observers of every actor. */
export function installDoor(
  system: AnyActorRef['system'],
  queue: RunQueue,
  { dead: deadLetter, fault, witness }: DoorHooks,
): void {
  const internals = system as AnyActorRef['system'] & SystemInternals;
  const deliver = internals._relay;
  const inspect = internals._sendInspectionEvent;
  // Said of every actor in its constructor, before anybody can have its ref.
  internals._sendInspectionEvent = (event) => {
    const { type, actorRef } = event;
    if (type === '@xstate.actor' && !(actorRef instanceof ProcessActor))
      guardObservers(actorRef, (error) => fault(error, `an observer of ${actorRef.id}`));
    inspect(event);
  };
  internals._relay = (source, target, event) => {
    if (source !== undefined) {
      const sender = hostOf(source);
      const end = endOf(source, target, event);
      if (end?.crashed) {
        haltChildren(source);
        if (sender?.dead === false) cleanUp(source);
      }
      if (end !== undefined && sender !== undefined) return sender.ended(end.reason, end.crashed);
      // A dead incarnation's late sends must not reach anybody; what it sent while alive is in the queue already.
      // And what is above a living one, a supervisor or nobody, takes no messages.
      if (sender !== undefined && (sender.dead || source._parent === target))
        return deadLetter({ to: nameOf(target), event });
    }
    const delivery = (): void => {
      if (isStopped(target)) deadLetter({ to: nameOf(target), event });
      else deliver(source, target, event);
    };
    const witnessed = witness();
    queue.post(witnessed === undefined ? delivery : seen(witnessed, delivery, source, target, event), source, target);
  };
}

function seen(
  witness: Witness,
  delivery: () => void,
  ...message: [from: AnyActorRef | undefined, to: AnyActorRef, event: AnyEventObject]
): () => void {
  const shown = witness.sent(...message);
  return () => {
    witness.handling(shown);
    try {
      delivery();
    } finally {
      witness.handled();
    }
  };
}

/** The events that an actor has sent with a delay, its machine's `after` among them, and when they are due; since 1970. */
export function scheduledBy(ref: AnyActorRef): { event: AnyEventObject; dueAtWall: Ms }[] {
  const { _scheduledEvents } = ref.system.getSnapshot() as { _scheduledEvents: Readonly<Record<string, Scheduled>> };
  return Object.values(_scheduledEvents)
    .filter(({ source }) => source === ref)
    .map(({ event, delay, startedAt }) => ({ event, dueAtWall: startedAt + delay }));
}

/** Ends the actor now: its timers and its own children go, its callback's cleanup runs, its parent hears nothing. */
export function halt(ref: AnyActorRef): void {
  if (!isStopped(ref)) (ref as AnyActorRef & ActorInternals)._send({ type: 'xstate.stop' });
}

function isStopped(ref: AnyActorRef): boolean {
  return (ref as AnyActorRef & ActorInternals)._processingStatus === STOPPED;
}

/** xstate tells a parent of its child's end by an event; that is where we learn of it. */
function endOf(
  source: AnyActorRef,
  target: AnyActorRef,
  event: AnyEventObject,
): { crashed: boolean; reason: ExitReason } | undefined {
  if (!event.type.startsWith('xstate.') || source._parent !== target) return undefined;
  if (event.type === `xstate.error.actor.${source.id}`) return { crashed: true, reason: crash(event['error']) };
  if (event.type === `xstate.done.actor.${source.id}`) return { crashed: false, reason: reasonOf(event['output']) };
  return undefined;
}

function reasonOf(output: unknown): ExitReason {
  if (typeof output !== 'object' || output === null || !('exit' in output)) return 'normal';
  const { exit } = output;
  return isExitReason(exit) || exit instanceof Error ? toExitReason(exit) : 'normal';
}

/** xstate leaves the children of a machine that threw running, owned by nobody. */
function haltChildren(ref: AnyActorRef): void {
  const snapshot: unknown = ref.getSnapshot();
  if (typeof snapshot !== 'object' || snapshot === null || !('children' in snapshot)) return;
  for (const child of Object.values(snapshot.children as Record<string, AnyActorRef | undefined>)) {
    if (child !== undefined) halt(child);
  }
}

/** Nor does it let a logic that threw clean up what it had started, as it does when it stops one. */
function cleanUp(ref: AnyActorRef): void {
  const { logic, _actorScope } = ref as AnyActorRef & ActorInternals;
  try {
    logic.transition({ ...ref.getSnapshot(), status: 'active' }, { type: 'xstate.stop' }, _actorScope);
  } catch {
    // It has crashed already; that it can't clean up either adds nothing.
  }
}

/** The path of a supervised actor; any other's own id. */
export function nameOf(ref: AnyActorRef): string {
  return hostOf(ref)?.path ?? ref.id;
}

function hostOf(ref: AnyActorRef): Host | undefined {
  return ref instanceof ProcessActor ? ref.host : undefined;
}
