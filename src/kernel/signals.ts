/** Failure signals between actors: exit, link, monitor. OTP's rules; they reach exactly the incarnation they were meant for. */
import type { AnyActorRef } from 'xstate';
import type { ExitReason } from '../model/exit.ts';
import { mustBeProcess, processOf } from './process.ts';

/** Sent to the watcher, once, when what it monitors ends; with `noproc` when that was gone already. */
export interface DownEvent {
  readonly type: 'DOWN';
  readonly monitor: Monitor;
  readonly ref: AnyActorRef | undefined;
  readonly reason: ExitReason;
}

/** A handle for {@link demonitor}. */
export interface Monitor {
  active: boolean;
  unwatch(): void;
}

/**
 * Sends an exit signal, as a stranger. `kill` ends the actor whatever it does; else one that traps exits
 * (`life.trapExit(true)`) gets an `EXIT` event, one that does not ends with the reason, unless it is `normal`. Supervisors
 * obey only `kill`.
 *
 * @example exit(ref, 'kill')
 */
export function exit(ref: AnyActorRef, reason: ExitReason): void {
  const process = mustBeProcess(ref, 'exit(ref)');
  if (reason === 'kill') process.kill();
  else process.signal(undefined, reason);
}

/**
 * Ties two lives together: when one ends, the other gets an exit signal with its reason. One link per pair, whoever makes
 * it; a link to one that is gone is the signal `noproc`. From outside or inside: `link(life.self(), ref)`.
 */
export function link(a: AnyActorRef, b: AnyActorRef): void {
  const [one, other] = [mustBeProcess(a, 'link(a)'), mustBeProcess(b, 'link(…, b)')];
  if (one === other || one.dead) return;
  if (other.dead) {
    one.signal(other, 'noproc');
    return;
  }
  one.link(other);
  other.link(one);
}

/** Undoes {@link link}, whoever made it. */
export function unlink(a: AnyActorRef, b: AnyActorRef): void {
  const [one, other] = [mustBeProcess(a, 'unlink(a)'), mustBeProcess(b, 'unlink(…, b)')];
  one.unlink(other);
  other.unlink(one);
}

/**
 * Tells `watcher` when `target` ends: an actor by a `DOWN` event, code outside of any actor by calling it. Each call is a
 * monitor of its own, fires once, and means this life of the target. `undefined`, a name nobody has, is `noproc` at once.
 * It goes with its watcher.
 *
 * @example monitor(life.self(), system.whereis('db')) // in a server; its infos.DOWN hears of it
 * @example monitor(({ reason }) => log(reason), ref) // from outside
 */
export function monitor(watcher: AnyActorRef | ((down: DownEvent) => void), target: AnyActorRef | undefined): Monitor {
  const process = target === undefined ? undefined : mustBeProcess(target, 'monitor(…, target)');
  const made: Monitor = { active: true, unwatch: () => undefined };
  const down = (reason: ExitReason): void => {
    if (!made.active) return;
    demonitor(made);
    const event: DownEvent = { type: 'DOWN', monitor: made, ref: target, reason };
    if (typeof watcher !== 'function') watcher.send(event);
    else if (process === undefined) watcher(event);
    else process.kernel.outside(() => watcher(event), `a monitor of ${process.path}`);
  };
  if (process === undefined || process.dead) down('noproc');
  else {
    const by = processOf(watcher);
    const unwatch = process.watch(down, by?.path ?? 'outside');
    const leave = by?.watch(() => demonitor(made));
    made.unwatch = () => {
      unwatch();
      leave?.();
    };
  }
  return made;
}

/** No `DOWN` event afterwards, also when it was on its way from an end that had not happened yet. */
export function demonitor(made: Monitor): void {
  made.active = false;
  made.unwatch();
}
