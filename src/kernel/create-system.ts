/** Puts a system together: its clock, its chance, its run queue and the door. */
import {
  type ActorLogic,
  type AnyActorLogic,
  type AnyActorRef,
  type AnyEventObject,
  createActor,
  type InspectionEvent,
  type Snapshot,
} from 'xstate';
import { type Clock, realClock } from '../model/clock.ts';
import { BadConfig } from '../model/errors.ts';
import { freshRandom, type Random } from '../model/random.ts';
import { Cascade } from './cascade.ts';
import { census } from './census.ts';
import { checkOptions, checkSpec } from './check.ts';
import { DecisionLog } from './decision-log.ts';
import { type DeadLetter, installDoor, scheduledBy } from './door.ts';
import { topLevel } from './handle.ts';
import type { Kernel } from './kernel.ts';
import type { LifecycleEvent } from './lifecycle.ts';
import type { Process } from './process.ts';
import { Registry } from './registry.ts';
import { type Jobs, RunQueue } from './run-queue.ts';
import type { System } from './system.ts';
import { createTimers, type Timers } from './timers.ts';
import { treeNode } from './tree.ts';

export interface SystemOptions {
  /** Default: Node's clock. */
  readonly clock?: Clock;
  /** Default: seeded by the operating system. */
  readonly random?: Random;
  /** Which of the messages that wait is delivered next, for simulations. Default: the one sent first. */
  readonly jobs?: Jobs | undefined;
  readonly onLifecycle?: (event: LifecycleEvent) => void;
  /** An event reached nobody, because its receiver (or its sender) is gone. */
  readonly onDeadLetter?: (letter: DeadLetter) => void;
  /** xstate's inspection, for its tools. */
  readonly inspect?: (event: InspectionEvent) => void;
  /** Something outside any actor threw: an observer, a timer's function, one of these hooks. Default: a process warning. */
  readonly onFault?: (error: unknown, where: string) => void;
}

/** Bears the top-level processes in xstate's tree; it has nothing to do. */
const guardian: ActorLogic<Snapshot<undefined>, AnyEventObject> = {
  getInitialSnapshot: () => ({ status: 'active', output: undefined, error: undefined }),
  transition: (snapshot) => snapshot,
  getPersistedSnapshot: (snapshot) => snapshot,
};

const OPTIONS = ['clock', 'random', 'jobs', 'onLifecycle', 'onDeadLetter', 'inspect', 'onFault'];

/**
 * @example const app = createSystem().start(child('app', supervise({ children: [child('db', dbMachine)] })));
 * @throws BadConfig when there is an option that nobody would look at.
 */
export function createSystem(options: SystemOptions = {}): System {
  checkOptions('createSystem', options, OPTIONS);
  const clock = options.clock ?? realClock;
  const random = options.random ?? freshRandom();
  const fault = (error: unknown, where: string): void => {
    try {
      (options.onFault ?? warn)(error, where);
    } catch (thrown) {
      warn(thrown, 'onFault');
    }
  };
  const outside = (code: () => void, where: string): void => {
    try {
      code();
    } catch (error) {
      fault(error, where);
    }
  };
  const guarded =
    <T>(hook: ((value: T) => void) | undefined, where: string) =>
    (value: T): void =>
      outside(() => hook?.(value), where);
  const lifecycle = guarded(options.onLifecycle, 'onLifecycle');
  const onDeadLetter = guarded(options.onDeadLetter, 'onDeadLetter');
  const queue = new RunQueue(fault, options.jobs);
  const turn = (job: () => void): void => queue.post(job);
  const timers = createTimers(clock, turn);
  const top = new Map<string, Process>();
  const registry = new Registry();
  const decisions = new DecisionLog(clock);
  let deadLetters = 0;
  let pids = 0;

  const root: AnyActorRef = createActor(guardian, {
    clock: {
      setTimeout: (fn: () => void, ms: number) => timers.after(ms, fn),
      clearTimeout: (timer: ReturnType<Timers['after']>) => timers.cancel(timer),
    },
    ...(options.inspect === undefined ? {} : { inspect: guarded(options.inspect, 'inspect') }),
  });
  const dead = (letter: DeadLetter): void => {
    deadLetters++;
    onDeadLetter(letter);
  };

  const system: System = {
    clock,
    random,
    timers,
    get deadLetters() {
      return deadLetters;
    },
    start(spec) {
      checkSpec('system.start(spec)', spec);
      if (top.has(spec.id)) throw new BadConfig('id', spec.id, 'an id of which no top-level actor is alive');
      if (spec.name !== undefined && registry.whereis(spec.name) !== undefined)
        throw new BadConfig('name', spec.name, 'a name that nobody alive has');
      return topLevel(kernel, root, top, spec);
    },
    whereis: (name: string, logic?: AnyActorLogic) => registry.whereis(name, logic)?.self(),
    tree: () => [...top.values()].map((process) => treeNode(process.path, process.entry, process)),
    census: (most = Infinity) => census(top.values(), most),
    timersOf({ node, ref }) {
      const labelled = timers.pending().filter(({ label }) => label.of === node.id);
      const delayed = ref === undefined ? [] : scheduledBy(ref);
      return [
        ...labelled.map(({ label, dueAt }) => ({ what: label.what, dueAt })),
        ...delayed.map(({ event, dueAtWall }) => ({ what: event.type, dueAt: clock.now() + dueAtWall - clock.wall() })),
      ];
    },
    witness: undefined,
    explain: (name) => decisions.explain(name),
    get decisionsMade() {
      return decisions.made;
    },
    get decisionsForgotten() {
      return decisions.forgotten;
    },
  };
  installDoor(root.system, queue, { dead, fault, witness: () => system.witness });
  root.start();
  const kernel: Kernel = {
    system,
    clock,
    random,
    timers,
    registry,
    cascade: new Cascade(queue, fault),
    decisions,
    inCallback: undefined,
    nextPid: () => ++pids,
    turn,
    soon: (job) => queue.soon(job),
    fault,
    outside,
    report(who, type, more) {
      if (options.onLifecycle === undefined) return; // paths are put together only for those who listen
      const { path, id, incarnation, pid } = who;
      const born = pid === undefined ? {} : { pid };
      lifecycle({ type, path, id, incarnation, ...born, at: clock.now(), wall: clock.wall(), ...more });
    },
  };
  return system;
}

function warn(error: unknown, where: string): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  globalThis.process.emitWarning(`${where} threw: ${text}`, 'VivariumWarning');
}
