/** A streaming call as a supervised actor: the machine of `machines/stream.ts` between a row and its consumer. */
import { type StreamEvent, type StreamOutcome, streamMachine } from '../../machines/stream.ts';
import { type ChildSpec, child } from '../kernel/index.ts';
import type { Channel } from './channel.ts';
import { FIRST_CREDITS } from './credits.ts';

export interface StreamEffects {
  settle(outcome: StreamOutcome): void;
  cancelRemote(): void;
}

/** The child's id is the stream's name, `stream:ml/17`. It is never restarted: a stream cannot be taken up again. */
export function streamChild(id: string, call: number, { settle, cancelRemote }: StreamEffects): ChildSpec {
  const logic = streamMachine.provide({ actions: { settle: (_, outcome) => settle(outcome), cancelRemote } });
  return child(id, logic, { restart: 'temporary', input: { call } });
}

/** What the pool tells a streaming call; `credits` is what its worker may send at first. */
export interface StreamEnd {
  readonly credits: number;
  /** Whether a chunk has come: then it cannot begin anew with another worker. */
  readonly begun: boolean;
  sent(): void;
  /** Its worker would not begin it. */
  requeued(): void;
  chunk(value: unknown, bytes: number): void;
  ended(): void;
  failed(error: unknown): void;
  expired(): void;
  aborted(reason: unknown): void;
}

/** The row's side: what the worker says becomes an event of the machine, chunks go straight to the consumer. */
export function streamEnd<T>(channel: Channel<T>, send: (event: StreamEvent) => void): StreamEnd {
  let begun = false;
  return {
    credits: FIRST_CREDITS,
    get begun() {
      return begun;
    },
    sent: () => send({ type: 'SENT' }),
    requeued: () => send({ type: 'REQUEUED' }),
    chunk(value, bytes) {
      if (!begun) {
        begun = true;
        send({ type: 'FIRST_CHUNK' });
      }
      channel.push(value as T, bytes);
    },
    ended: () => send({ type: 'ENDED' }),
    failed: (error) => send({ type: 'FAILED', error }),
    expired: () => send({ type: 'DEADLINE_PASSED' }),
    aborted: (reason) => send({ type: 'CANCEL', reason }),
  };
}
