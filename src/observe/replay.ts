/** Runs what a worker's machine was told through the pure machine again: how it came to its end, state by state. */
import { workerMachine } from '../../machines/worker.ts';
import type { PortCommand, WorkerEvent, WorkerInput } from '../../machines/worker-events.ts';
import { initialTransition, transition } from '../kernel/index.ts';
import { BadConfig } from '../model/errors.ts';
import type { CrashRecord } from './crash-record.ts';
import { inWords } from './transitions.ts';

export interface ReplayStep {
  /** What it was told; undefined at its start. */
  readonly event: WorkerEvent | undefined;
  /** Where that led. */
  readonly state: string;
  /** What it told its port to do. */
  readonly commands: readonly PortCommand[];
}

/**
 * @param record of `runtime.crashes()`, or a line of a crash log parsed as JSON.
 * @example for (const { event, state } of replay(record)) console.log(event?.type ?? 'start', '→', state);
 * @throws BadConfig when its beginning was not recorded.
 */
export function replay({ transitions }: Pick<CrashRecord, 'transitions'>): ReplayStep[] {
  const [first, ...told] = transitions;
  if (first?.event.type !== 'xstate.init')
    throw new BadConfig('record.transitions', transitions, 'a life from its start');
  let [snapshot, actions] = initialTransition(workerMachine, first.event['input'] as WorkerInput);
  const steps: ReplayStep[] = [{ event: undefined, state: inWords(snapshot.value), commands: commandsOf(actions) }];
  for (const { event } of told) {
    if (event.type.startsWith('xstate.')) continue; // its port's end, which no machine decides by
    [snapshot, actions] = transition(workerMachine, snapshot, event as WorkerEvent);
    steps.push({ event: event as WorkerEvent, state: inWords(snapshot.value), commands: commandsOf(actions) });
  }
  return steps;
}

function commandsOf(actions: readonly { readonly type: string; readonly params?: unknown }[]): PortCommand[] {
  return actions.flatMap(({ type, params }) =>
    type === 'xstate.sendTo' ? [(params as { readonly event: PortCommand }).event] : [],
  );
}
