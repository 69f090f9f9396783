/** Everything of one simulated run, put together from a seed: the runtime, its world and users, the rules, the journal. */
import type { LifecycleEvent } from '../../kernel/index.ts';
import { formatExit } from '../../model/exit.ts';
import { type Log, silentLog } from '../../model/log.ts';
import { seededRandom } from '../../model/random.ts';
import { Runtime } from '../../runtime/runtime.ts';
import { VirtualClock } from '../virtual-clock.ts';
import { Chance } from './chance.ts';
import { Client } from './client.ts';
import type { SimulatedSystem } from './default-system.ts';
import { type SimulatedStore, simulatedStore } from './faults.ts';
import { HostCallBook } from './host-call-book.ts';
import { hostWork } from './host-work.ts';
import { Journal } from './journal.ts';
import { OwnClock } from './own-clock.ts';
import { Rules } from './rules.ts';
import { ShuffledJobs } from './shuffled-jobs.ts';
import { SimulatedWorld } from './world.ts';

export interface Stage {
  readonly time: VirtualClock;
  /** The same time, for the simulator's own parts. */
  readonly clock: OwnClock;
  /** Of the models. */
  readonly chance: Chance;
  readonly journal: Journal;
  readonly store: SimulatedStore;
  readonly world: SimulatedWorld;
  readonly runtime: Runtime;
  readonly client: Client;
  readonly rules: Rules;
}

const LIFECYCLE = ['started', 'start_failed', 'exit', 'stopped', 'restarting', 'escalated'] as const;

export function setStage(seed: number, system: SimulatedSystem): Stage {
  const time = new VirtualClock();
  const clock = new OwnClock(time);
  const journal = new Journal(time);
  const said = (what: string): void => journal.add(what);
  const store = simulatedStore(time);
  const chance = chanceOf(seed, 'world');
  const hostCalls = new HostCallBook({
    now: () => time.now(),
    said,
    waits: (step) => client.open.has(step) && !client.retried.has(step),
    broken: (rule, message) => rules.broken(rule, message),
  });
  const world = new SimulatedWorld({
    clock,
    chance,
    random: chanceOf(seed, 'kernel'),
    jobs: new ShuffledJobs(chanceOf(seed, 'order')),
    onlooker: {
      said,
      began: (process, script) => rules.began(process, script),
      ended: (process, unanswered) => rules.ended(process, unanswered),
      wrong: (message) => rules.broken('answers', message),
      hostCalls,
      failed: (error) => rules.broken('no_fault', `the host failed on a frame: ${String(error)}`),
    },
  });
  const logger = heardFaults((message) => rules.broken('no_fault', message));
  const sessions = { ...system.sessions, store };
  const tools = { ...system.tools, ...hostWork(clock, hostCalls) };
  const runtime = new Runtime({ ...system, sessions, tools, logger, clock: time }, world);
  const client = new Client(runtime, clock, said, (index, error) =>
    rules.broken('answers', `step ${index}: ${String(error)}`),
  );
  const rules = new Rules({ runtime, world, client, hostCalls, now: () => time.now() });
  for (const type of LIFECYCLE)
    runtime.on(type, (event) => {
      said(inWords(event));
      rules.lifecycle(event);
    });
  return { time, clock, chance, journal, store, world, runtime, client, rules };
}

const PARTS = ['world', 'kernel', 'order', 'scenario'] as const;

/** Each part of a run draws from a source of its own, so that what one of them draws changes nothing for the others. */
export function chanceOf(seed: number, part: (typeof PARTS)[number]): Chance {
  return new Chance(seededRandom(Math.imul(seed, 0x9e3779b1) + PARTS.indexOf(part)));
}

function inWords({ type, path, incarnation, reason }: LifecycleEvent): string {
  return `${type} ${path}#${incarnation}${reason === undefined ? '' : ` ${formatExit(reason)}`}`;
}

/** What threw where nobody expects it is logged, and harms nobody: here it is what is looked for. */
function heardFaults(fault: (message: string) => void): Log {
  return {
    ...silentLog,
    error: ({ err }, message) => {
      if (err !== undefined) fault(`${message}: ${err instanceof Error ? (err.stack ?? err.message) : String(err)}`);
    },
  };
}
