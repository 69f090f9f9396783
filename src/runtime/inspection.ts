/** Xstate's inspection events on their way to all who want them: our own first, the user's last, where it may throw. */
import type { InspectionEvent } from '../kernel/index.ts';
import { BadConfig } from '../model/errors.ts';

/** A function, or the observer that xstate's own tools offer. */
export type Inspect = ((event: InspectionEvent) => void) | { readonly next?: (event: InspectionEvent) => void };

interface Inspector {
  inspect(event: InspectionEvent): void;
}

/** @throws BadConfig */
export function inspection(
  recorder: Inspector,
  lookout: Inspector,
  inspect: Inspect | undefined,
): (event: InspectionEvent) => void {
  const users = typeof inspect === 'object' && inspect !== null ? inspect.next?.bind(inspect) : inspect;
  if (inspect !== undefined && typeof users !== 'function')
    throw new BadConfig('inspect', inspect, "a function, or an observer such as an inspector's `inspect`");
  return (event) => {
    recorder.inspect(event);
    lookout.inspect(event);
    users?.(event);
  };
}
