/** Rehearsing the bad day: a runtime made with faults in reach, and the way to make them. */
import { realClock } from '../../model/clock.ts';
import { BadConfig } from '../../model/errors.ts';
import { seededRandom } from '../../model/random.ts';
import { refuseUnknown } from '../../model/unknown-option.ts';
import { type PoolDefinitions, RUNTIME_OPTIONS, type RuntimeOptions } from '../../runtime/options.ts';
import { Runtime } from '../../runtime/runtime.ts';
import { thisMachine } from '../../runtime/this-machine.ts';
import { sessionSettings } from '../../session/options.ts';
import { checkSeed } from './check.ts';
import { faultyStore } from './faulty-store.ts';
import { faultyWorld } from './faulty-world.ts';
import type { FaultHandle } from './injection.ts';
import { Injector } from './injector.ts';
import { leapingClock } from './leaping-clock.ts';
import type { Fault, FaultPlan } from './plan.ts';

export interface Faults {
  /**
   * Makes a fault, now. A target that names several workers hits one of them, as the seed says; of none that lives, nobody.
   *
   * @example faults(runtime).inject({ kind: 'kill', target: 'worker:ml/1', signal: 'SIGKILL' });
   * @throws BadConfig naming the field.
   */
  inject(fault: Fault): FaultHandle;
  /**
   * Makes each fault of a plan at its time from now on; resolves with all when the last was made, or the runtime has stopped:
   * those not due by then hit nobody. Rejects with BadConfig naming the field, before the first, when the plan is wrong.
   */
  play(plan: FaultPlan): Promise<FaultHandle[]>;
}

const injectors = new WeakMap<object, Injector>();

/**
 * As `createRuntime`, for tests: with `faults(runtime)` things go wrong in it on purpose. A runtime of `createRuntime` has
 * no code for that anywhere.
 *
 * @param seed which of several workers a fault hits; a whole number, default 1.
 * @throws BadConfig naming the option.
 */
export function createFaultyRuntime<const Definitions extends PoolDefinitions>(
  options: RuntimeOptions<Definitions> = {},
  seed = 1,
): Runtime<Definitions> {
  refuseUnknown('createFaultyRuntime', options, RUNTIME_OPTIONS);
  checkSeed('seed', seed);
  const { clock, jump } = leapingClock(options.clock ?? realClock);
  const injector = new Injector(clock, seededRandom(seed), jump);
  const store = faultyStore(sessionSettings(options.sessions ?? {}).store, injector.disk);
  const world = faultyWorld(thisMachine(), injector);
  const runtime = new Runtime({ ...options, clock, sessions: { ...options.sessions, store } }, world);
  injectors.set(runtime, injector);
  return runtime;
}

/** @throws BadConfig when the runtime was not made by {@link createFaultyRuntime}. */
export function faults(runtime: Runtime): Faults {
  const injector = injectors.get(runtime);
  if (injector === undefined)
    throw new BadConfig('faults(runtime)', runtime, 'a runtime made by createFaultyRuntime()');
  return { inject: (fault) => injector.inject(fault), play: (plan) => injector.play(plan) };
}
