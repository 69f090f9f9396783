/** Calls on `diagnostics_channel`, Node's own way to listen in: nothing is done while nobody has subscribed. */
import { tracingChannel } from 'node:diagnostics_channel';
import type { BegunCall, CallWatch } from '../pool/watch.ts';

/** The one object of a call that all its events have: `start`, `end`, then `asyncStart` and `asyncEnd`, before them perhaps `error`. */
export interface CallMessage extends BegunCall {
  /** `worker:ml/3`, once it has been sent. */
  worker: string | undefined;
  incarnation: number | undefined;
  /** What it failed with. */
  error?: unknown;
}

/** The name in `tracingChannel(name)`. */
export const CALL_CHANNEL = 'vivarium:call';

const channel = tracingChannel<string, CallMessage>(CALL_CHANNEL);

export function channelWatch(call: BegunCall): CallWatch | undefined {
  if (!channel.hasSubscribers) return undefined;
  const message: CallMessage = { ...call, worker: undefined, incarnation: undefined };
  channel.start.publish(message);
  channel.end.publish(message);
  return {
    carrier: undefined,
    sent({ worker, incarnation }) {
      message.worker = worker;
      message.incarnation = incarnation;
    },
    ended(error) {
      if (error !== undefined) {
        message.error = error;
        channel.error.publish(message);
      }
      channel.asyncStart.publish(message);
      channel.asyncEnd.publish(message);
    },
  };
}
