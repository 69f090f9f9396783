/** The other side broke the rules of `docs/reference/lane.md`: the lane that hears it closes. */
import { type Facts, VivariumError } from '../model/errors.ts';

/** Says what came and what the rule is. */
export function protocolError(message: string, facts: Facts = {}): VivariumError {
  return new VivariumError('VIV_PROTOCOL', message, facts);
}
