/** Telling a server something: a message without an answer. */
import type { AnyEventObject, EventObject } from 'xstate';
import { BadConfig } from '../model/errors.ts';
import { eventsOfServer } from './brand.ts';
import { processOf } from './process.ts';
import type { Args, CastName, MessageTo, Target } from './server-types.ts';

/**
 * Tells a server without waiting: nothing says whether it has arrived.
 *
 * @example cast(counter, 'reset')
 * @throws BadConfig when the server has no such cast.
 */
export function cast<E extends EventObject, N extends CastName<E>>(
  target: Target<E> | undefined,
  name: N,
  ...message: Args<MessageTo<E, `cast.${N}`>, never>
): void;
export function cast(target: Target<AnyEventObject> | undefined, name: string, ...[message]: unknown[]): void {
  target?.send({ type: eventOfServer(target, 'cast', name), message });
}

/** The type of the event, when the server has a callback for it; of an actor that is gone nothing is known. */
export function eventOfServer(target: unknown, kind: 'call' | 'cast', name: string): string {
  const type = `${kind}.${name}`;
  const process = processOf(target);
  if (process === undefined) return type;
  const events = eventsOfServer(process.spec.logic);
  if (events?.has(type)) return type;
  const known = [...(events ?? [])].filter((each) => each.startsWith(`${kind}.`)).map((each) => `'${each.slice(5)}'`);
  throw new BadConfig(`${kind}(${process.path})`, name, known.join(' or ') || `a server that has ${kind}s`);
}
