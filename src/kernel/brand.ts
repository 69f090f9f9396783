/** How the kernel tells a supervisor's logic from any other, and a logic that can be asked to end from one that cannot. */
import type { AnyActorLogic } from 'xstate';

export const SUPERVISOR: unique symbol = Symbol.for('vivarium.supervisor');

export function isSupervisorLogic(logic: AnyActorLogic): boolean {
  return SUPERVISOR in logic;
}

/** True when the logic lists `SHUTDOWN` among its events, as a machine does that handles it. */
export function handlesShutdown(logic: AnyActorLogic): boolean {
  const events: unknown = 'events' in logic ? logic.events : undefined;
  return Array.isArray(events) && events.includes('SHUTDOWN');
}
