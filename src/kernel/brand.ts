/** How the kernel tells a supervisor's and a server's logic from any other, and what a logic can be asked. */
import type { AnyActorLogic } from 'xstate';

export const SUPERVISOR: unique symbol = Symbol.for('vivarium.supervisor');
export const SERVER: unique symbol = Symbol.for('vivarium.server');

export function isSupervisorLogic(logic: AnyActorLogic): boolean {
  return SUPERVISOR in logic;
}

/** The types of the events a server has callbacks for; undefined when the logic is no server's. */
export function eventsOfServer(logic: AnyActorLogic): ReadonlySet<string> | undefined {
  const events: unknown = SERVER in logic ? logic[SERVER] : undefined;
  return events instanceof Set ? events : undefined;
}

/** True when the logic says by itself that its start is complete: a supervisor, a server. */
export function acksItself(logic: AnyActorLogic): boolean {
  return SUPERVISOR in logic || SERVER in logic;
}

/** True when the logic lists `SHUTDOWN` among its events, as a machine does that handles it. */
export function handlesShutdown(logic: AnyActorLogic): boolean {
  const events: unknown = 'events' in logic ? logic.events : undefined;
  return Array.isArray(events) && events.includes('SHUTDOWN');
}
