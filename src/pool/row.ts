/** One open call, as the ledger holds it: what is sent, how far it has come, and whom its end concerns. */
import type { Timer } from '../kernel/index.ts';
import type { CallFacts, Phase } from '../model/call-errors.ts';
import type { Ms } from '../model/clock.ts';
import type { StreamEnd } from '../stream/stream.ts';
import type { Lineage } from '../tools/lineage.ts';
import type { InFlight, Member } from '../worker/member.ts';
import type { Affinity, CallSession } from './call-session.ts';
import type { CallWatch } from './watch.ts';

/** What a passed deadline does to a tool that runs: ask it to stop, or kill its worker. */
export type OnTimeout = 'cancel' | 'kill';

export interface Row extends InFlight {
  readonly pool: string;
  readonly tool: string;
  readonly body: Uint8Array;
  readonly segments: readonly Uint8Array[];
  readonly meta: Uint8Array | undefined;
  readonly session: CallSession | undefined;
  readonly affinity: Affinity;
  /** The caller's, for the host tools that are called on its behalf. */
  readonly metadata: Readonly<Record<string, unknown>> | undefined;
  /** The calls that led to this one, when it was made inside a host tool. */
  readonly lineage: Lineage | undefined;
  /** The clock's time of the call. */
  readonly since: Ms;
  readonly timeoutMs: Ms;
  /** The clock's time at which the call ends unanswered; Infinity for never. */
  readonly deadline: Ms;
  readonly onTimeout: OnTimeout;
  readonly signal: AbortSignal | undefined;
  /** The caller's promise, or the consumer's channel. Called by the ledger alone. */
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  /** Streams: the first credits, a chunk's way to the consumer, the worker's end of it. */
  readonly stream: StreamEnd | undefined;
  /** Whoever follows it. */
  readonly watch: CallWatch | undefined;
  phase: Phase;
  member: Member | undefined;
  /** The one worker it waits for, when its session is strict. */
  home: Member | undefined;
  timer: Timer | undefined;
}

/** What every error of this call says about it. */
export function factsOf({ pool, tool, id, phase }: Row): CallFacts {
  return { pool, tool, call: id, phase };
}
