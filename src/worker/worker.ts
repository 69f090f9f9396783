/** A worker as a supervised child: the machine of `machines/worker.ts` with a real process for its port. */

import { workerMachine } from '../../machines/worker.ts';
import type { PortCommand, WorkerEvent, WorkerInput } from '../../machines/worker-events.ts';
import { type ChildSpec, child, fromCallback, type Life } from '../kernel/index.ts';
import type { Backoff, Restart } from '../model/policy.ts';
import { Incarnation, type IncarnationOptions } from './incarnation.ts';

export interface WorkerOptions extends Omit<IncarnationOptions, 'incarnation' | 'trial' | 'tell'> {
  readonly restart: Restart;
  readonly backoff: Backoff | false;
  /** How many lives each worker of the pool has had: they count on when the pool is restarted. */
  readonly lives: Map<string, number>;
  /** Whether the life that begins is to take another's place: then its supervisor hears of no crash before it is ready. */
  readonly trial: (worker: string) => boolean;
}

/**
 * The child's id is the worker's name, `worker:ml/3`. Its start is complete at once: a slow import never holds up
 * the supervisor, and a crash before it is ready is a restart like any other. It always ends by itself, since the
 * machine has a deadline for each step down to SIGKILL, so the supervisor waits for it.
 */
export function workerChild({ restart, backoff, trial, lives, ...options }: WorkerOptions): ChildSpec {
  const port = fromCallback<PortCommand, WorkerInput>(({ input, sendBack, receive }) => {
    const tell = (event: WorkerEvent): void => sendBack(event);
    const incarnation = new Incarnation({ ...options, ...input, tell });
    receive((command) => {
      try {
        incarnation.obey(command);
      } catch (error) {
        incarnation.dispose(); // xstate does not call the function below for an actor that threw
        throw error;
      }
    });
    return () => incarnation.dispose();
  });
  const { worker } = options;
  return child(worker, workerMachine.provide({ actors: { port } }), {
    restart,
    backoff,
    shutdown: 'infinity',
    livesBefore: () => lives.get(worker) ?? 0,
    input: ({ incarnation }: Life): WorkerInput => {
      lives.set(worker, incarnation);
      return { worker, incarnation, trial: trial(worker) };
    },
  });
}
