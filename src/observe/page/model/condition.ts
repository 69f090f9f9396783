/** How an actor is, in one word and one of six tones. A tone has a colour and a shape of its own: neither stands alone. */
import type { ActorRow, WorkerRow } from '../../feed/types.ts';

export type Tone = 'live' | 'starting' | 'waiting' | 'failing' | 'ending' | 'gone';

export interface Condition {
  readonly tone: Tone;
  readonly word: string;
}

const SUPERVISED: Readonly<Record<ActorRow['state'], Tone>> = {
  running: 'live',
  starting: 'starting',
  restarting: 'starting',
  backoff: 'waiting',
  stopping: 'ending',
  stopped: 'gone',
};

/** States of our own machines that are not simply alive. */
const IN_MACHINES: Readonly<Record<string, Tone>> = {
  waiting: 'starting',
  starting: 'starting',
  loading: 'starting',
  opening: 'starting',
  queued: 'starting',
  stalled: 'waiting',
  retiring: 'ending',
  draining: 'ending',
  terminating: 'ending',
  closing: 'ending',
  lost: 'failing',
  dumping: 'failing',
  killing: 'failing',
  reporting: 'failing',
  failed: 'failing',
  expired: 'failing',
  exited: 'gone',
  done: 'gone',
  closed: 'gone',
  cancelled: 'gone',
  parked: 'gone',
};

export function conditionOf({ state, value }: Pick<ActorRow, 'state' | 'value'>): Condition {
  if (state !== 'running' || value === undefined) return { tone: SUPERVISED[state], word: state };
  return { tone: toneOf(value), word: value };
}

/** A worker that is suspected is still in its state; that it may be stuck is what people want to know. */
export function conditionOfWorker({
  state,
  suspected,
  spare,
}: Pick<WorkerRow, 'state' | 'suspected' | 'spare'>): Condition {
  if (suspected === true) return { tone: 'failing', word: 'suspected' };
  return { tone: toneOf(state), word: spare === true ? 'spare' : state };
}

/** Of a state by its word: a machine's path, a supervisor's word, a pool's status. */
export function toneOf(word: string): Tone {
  const known = word.split('.').findLast((key) => Object.hasOwn(IN_MACHINES, key));
  if (known !== undefined) return IN_MACHINES[known] ?? 'live';
  return Object.hasOwn(SUPERVISED, word) ? SUPERVISED[word as ActorRow['state']] : 'live';
}
