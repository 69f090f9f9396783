/** All who may listen to a call, as one: whoever does not is not asked again. */
import type { CallWatch, CallWatcher } from '../pool/watch.ts';
import { channelWatch } from './call-channel.ts';
import { traceCall } from './call-trace.ts';
import type { RestartTrace } from './restart-trace.ts';

export function callWatcher(restarts: RestartTrace): CallWatcher {
  return (call) => both(traceCall(call, restarts), channelWatch(call));
}

function both(one: CallWatch | undefined, other: CallWatch | undefined): CallWatch | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return {
    carrier: one.carrier ?? other.carrier,
    sent(worker) {
      one.sent(worker);
      other.sent(worker);
    },
    ended(error) {
      one.ended(error);
      other.ended(error);
    },
  };
}
