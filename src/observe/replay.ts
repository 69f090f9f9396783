/** Runs what a worker's machine was told through the pure machine again: how it came to its end, state by state. */
import { workerMachine } from '../../machines/worker.ts';
import type { PortCommand, WorkerEvent, WorkerInput } from '../../machines/worker-events.ts';
import { initialTransition, transition } from '../kernel/index.ts';
import { BadConfig } from '../model/errors.ts';
import type { CrashRecord } from './crash-record.ts';
import { inWords, type Transition } from './transitions.ts';

export interface ReplayStep {
  /** What it was told; undefined at its start. */
  readonly event: WorkerEvent | undefined;
  /** Where that led. */
  readonly state: string;
  /** What it told its port to do; of a checkpoint nothing is known of that. */
  readonly commands: readonly PortCommand[];
}

/**
 * @param record of `runtime.crashes()`, or a line of a crash log parsed as JSON. Of a life that was longer than what was
 * recorded, the last part: its first step is the oldest event that is remembered.
 * @example for (const { event, state } of replay(record)) console.log(event?.type ?? 'start', '→', state);
 * @throws BadConfig naming what the record lacks.
 */
export function replay(record: Pick<CrashRecord, 'transitions'>): ReplayStep[] {
  const [first, ...told] = recorded(record);
  let [snapshot, actions] = beginning(first);
  const event = first.event.type === 'xstate.init' ? undefined : (first.event as WorkerEvent);
  const steps: ReplayStep[] = [{ event, state: inWords(snapshot.value), commands: commandsOf(actions) }];
  for (const { event } of told) {
    if (event.type.startsWith('xstate.')) continue; // its port's end, which no machine decides by
    [snapshot, actions] = transition(workerMachine, snapshot, event as WorkerEvent);
    steps.push({ event: event as WorkerEvent, state: inWords(snapshot.value), commands: commandsOf(actions) });
  }
  return steps;
}

/** A record may come from a file. */
function recorded(record: Pick<CrashRecord, 'transitions'>): readonly [Transition, ...Transition[]] {
  if (typeof record !== 'object' || record === null) throw new BadConfig('record', record, 'a crash record');
  const { transitions } = record;
  if (!Array.isArray(transitions)) throw new BadConfig('record.transitions', transitions, 'a list of transitions');
  for (const [place, one] of (transitions as readonly (Transition | undefined)[]).entries())
    if (typeof one?.event?.type !== 'string')
      throw new BadConfig(`record.transitions[${place}].event`, one?.event, 'an event with its type');
  const [first, ...told] = transitions as readonly Transition[];
  if (first === undefined) throw new BadConfig('record.transitions', transitions, 'a life from its start');
  return [first, ...told];
}

type Begun = ReturnType<typeof initialTransition<typeof workerMachine>>;

/** At the start of the life, or where the recorder's memory begins. */
function beginning({ event, checkpoint }: Transition): Begun {
  if (event.type === 'xstate.init') return initialTransition(workerMachine, event['input'] as WorkerInput);
  try {
    const { value, context } = checkpoint as { value: string; context: Begun[0]['context'] };
    const [fresh] = initialTransition(workerMachine, context);
    const reached = workerMachine.resolveState({ value, context: { ...fresh.context, ...context } });
    return [{ ...reached, children: fresh.children } as Begun[0], []];
  } catch {
    throw new BadConfig('record.transitions[0]', checkpoint, 'the start of a life, or a checkpoint in it');
  }
}

function commandsOf(actions: readonly { readonly type: string; readonly params?: unknown }[]): PortCommand[] {
  return actions.flatMap(({ type, params }) =>
    type === 'xstate.sendTo' ? [(params as { readonly event: PortCommand }).event] : [],
  );
}
