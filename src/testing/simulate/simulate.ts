/**
 * One simulated run: the real runtime, kernel, dispatcher, sessions and machines, in a world whose time, chance, message
 * order and worker processes all follow from a seed.
 */
import type { Ms } from '../../model/clock.ts';
import { BadConfig } from '../../model/errors.ts';
import { refuseUnknown } from '../../model/unknown-option.ts';
import { checkSeed } from '../faults/check.ts';
import type { FaultPlan } from '../faults/plan.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { chosenSteps, type NumberedStep } from './chosen.ts';
import { defaultSystem, type SimulatedSystem } from './default-system.ts';
import { inflict } from './faults.ts';
import type { Rules, Violation } from './rules.ts';
import { type Scenario, scenarioOf } from './scenario.ts';
import { chanceOf, type Stage, setStage } from './stage.ts';
import { inWords } from './step.ts';

export interface SimulateOptions {
  readonly seed: number;
  /** The pools and sessions; their adapters are not loaded. Default: two pools and three sessions. */
  readonly system?: SimulatedSystem;
  /** Faults beside those of the seed. */
  readonly plan?: FaultPlan;
  /** How many steps the seed makes. Default 60. */
  readonly steps?: number;
  /** Of the steps, those of these numbers alone: the others are left out, and nothing else changes. */
  readonly only?: readonly number[];
}

export interface Simulation {
  readonly seed: number;
  readonly steps: readonly NumberedStep[];
  /** Empty when all is well; each rule that was broken, once. */
  readonly violations: readonly Violation[];
  /** What happened, a line each: the same for the same options. */
  readonly journal: readonly string[];
  readonly simulatedMs: Ms;
}

/** The longest that recovery may take: a worker that sleeps in silence is given 90 s, and a start its time. */
const RECOVERY_MS: Ms = 240_000;
/** What went wrong last may not have been noticed before: three beats of a worker without calls, and a little more. */
const UNNOTICED_MS: Ms = 5_000;
const LOOK_MS: Ms = 1_000;
/** A run that has not ended by then never will. */
const LONGEST_MS: Ms = 3_600_000;

/**
 * Runs a scenario and says what rules were broken.
 *
 * @example const { violations } = await simulate({ seed: 7 }); // []
 * @throws BadConfig naming the option, or the field of the system or the plan.
 */
export async function simulate(options: SimulateOptions): Promise<Simulation> {
  check(options);
  const { seed, system = defaultSystem() } = options;
  const stage = setStage(seed, system);
  const { time, clock, rules, journal } = stage;
  const scenario = scenarioOf(chanceOf(seed, 'scenario'), Object.keys(system.pools ?? {}), options.steps ?? 60);
  const steps = chosenSteps(scenario.steps, options.plan, options.only);
  await passTime(play(stage, scenario, steps), time, rules);
  rules.checkEnd(time.pending - clock.pending);
  return { seed, steps, violations: rules.violations, journal: journal.lines, simulatedMs: time.now() };
}

const NAMES: readonly string[] = ['seed', 'system', 'plan', 'steps', 'only'] satisfies (keyof SimulateOptions)[];

function check(options: SimulateOptions): void {
  refuseUnknown('simulate', options, NAMES);
  const { seed, steps = 0, only = [] } = options;
  checkSeed('seed', seed);
  if (!isCount(steps)) throw new BadConfig('steps', steps, 'a whole number, 0 or more');
  if (!Array.isArray(only) || !only.every(isCount)) throw new BadConfig('only', only, 'the numbers of steps');
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

/** From start to stop, each step at its time. */
async function play(stage: Stage, { calm, graceMs }: Scenario, steps: readonly NumberedStep[]): Promise<void> {
  const { runtime, clock, client, journal, rules } = stage;
  const started = runtime.start().then(
    () => journal.add('started'),
    (error: unknown) => journal.add(`not started: ${String(error)}`),
  );
  const performed: Promise<void>[] = [];
  for (const { index, atMs, action } of steps) {
    await clock.sleep(Math.max(0, atMs - clock.now()));
    journal.add(`step ${index} begins: ${inWords(action)}`);
    if (action.do === 'fault') inflict(action.fault, stage);
    else performed.push(client.perform(index, action));
  }
  if (calm) {
    await Promise.all([started, ...performed]);
    await clock.sleep(UNNOTICED_MS);
    for (const end = clock.now() + RECOVERY_MS; rules.unrecovered !== undefined && clock.now() < end; )
      await clock.sleep(LOOK_MS);
    if (rules.unrecovered !== undefined) rules.broken('recovers', `${rules.unrecovered}, long after the last fault`);
  }
  await runtime.stop({ grace: graceMs });
  await Promise.all([started, ...performed]);
  journal.add('stopped');
  rules.checkCount(await runtime.metrics());
}

/** Lets one moment after another come, each when whatever the one before has led to is done. */
async function passTime(story: Promise<void>, time: VirtualClock, rules: Rules): Promise<void> {
  let over = false;
  const end = story.then(
    () => {},
    (error: unknown) => rules.broken('no_fault', `the runtime failed: ${String(error)}`),
  );
  void end.then(() => {
    over = true;
  });
  for (;;) {
    await promisesHeard();
    rules.check();
    if (over) return;
    if (time.nextDue === Number.POSITIVE_INFINITY || time.now() > LONGEST_MS)
      return rules.broken('settles', 'something waits for ever');
    time.advance(time.nextDue - time.now());
  }
}

/** The event loop's next turn comes after every promise that is settled has been heard; nothing else happens in between. */
function promisesHeard(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
