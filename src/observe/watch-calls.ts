/** All who may listen to a call, as one: whoever does not is not asked again. */
import type { BegunCall, CallWatch, CallWatcher } from '../pool/watch.ts';
import { bothWatches } from './both-watches.ts';
import { channelWatch } from './call-channel.ts';
import { traceCall } from './call-trace.ts';
import type { RestartTrace } from './restart-trace.ts';

export type Follow = (call: BegunCall, carrier: CallWatch['carrier']) => CallWatch | undefined;

/** @param follow the observer's, who wants to know which trace a call is part of. */
export function callWatcher(restarts: RestartTrace, follow: Follow): CallWatcher {
  return (call) => {
    const traced = traceCall(call, restarts);
    return bothWatches(bothWatches(traced, channelWatch(call)), follow(call, traced?.carrier));
  };
}
