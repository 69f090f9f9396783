/** What everything in a runtime stands on: its log, its events, its memory of what happened, its actors' system. */
import { createSystem, type LifecycleEvent, type System } from '../kernel/index.ts';
import { type Clock, realClock } from '../model/clock.ts';
import type { Log } from '../model/log.ts';
import { Lookout } from '../observe/feed/lookout.ts';
import { Recorder, type RecorderOptions } from '../observe/recorder.ts';
import { type Redact, redactor } from '../observe/redact.ts';
import { RestartTrace } from '../observe/restart-trace.ts';
import { callWatcher } from '../observe/watch-calls.ts';
import type { CallWatcher } from '../pool/watch.ts';
import type { Workshop } from '../worker/incarnation.ts';
import { Events } from './events.ts';
import { inspection } from './inspection.ts';
import { loggerOf } from './logger.ts';
import type { RuntimeOptions } from './options.ts';
import { workshop } from './workshop.ts';
import type { Premises, World } from './world.ts';

export interface Foundation {
  readonly clock: Clock;
  readonly redact: Redact;
  readonly log: Log;
  readonly events: Events;
  readonly begun: CallWatcher;
  readonly recorder: Recorder;
  readonly lookout: Lookout;
  readonly premises: Premises;
  readonly system: System;
  readonly workshop: Workshop;
}

/** @throws BadConfig naming the option. */
export function foundation(
  options: RuntimeOptions,
  world: World,
  onLifecycle: (event: LifecycleEvent) => void,
): Foundation {
  const { clock = realClock, crashLog: file, transport = 'unix' } = options;
  const redact = redactor(options.redact);
  const log = loggerOf(options.logger, redact);
  const events = new Events(log);
  const lookout = new Lookout(log);
  const begun = callWatcher(new RestartTrace(events), (call, carrier) => lookout.begun(call, carrier));
  const noted: RecorderOptions['noted'] = (entry) => lookout.noted(entry);
  const recorder = new Recorder({ clock, timers: () => system.timers, log, redact, file, noted });
  const note: Recorder['note'] = (...entry) => recorder.note(...entry);
  const premises = world.premises({ clock, log, transport, note });
  const system: System = createSystem({
    clock,
    random: world.random,
    jobs: world.jobs,
    onLifecycle,
    inspect: inspection(recorder, lookout, options.inspect),
    onDeadLetter: (letter) => lookout.deadLetter(letter),
    onFault: (error, where) => log.error({ err: error }, `${where} threw`),
  });
  const shop = workshop(system, world, premises, log);
  return { clock, redact, log, events, begun, recorder, lookout, premises, system, workshop: shop };
}
