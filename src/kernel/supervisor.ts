/** Supervisors as xstate actor logic: `supervise` for children known beforehand, `dynamicSupervisor` for those that are not. */
import type { ActorLogic, Snapshot } from 'xstate';
import type { BackoffOptions } from '../model/backoff-options.ts';
import { type Duration, toMs } from '../model/duration.ts';
import { BadConfig } from '../model/errors.ts';
import type { ExitOutput } from '../model/exit.ts';
import type { AutoShutdown, Strategy } from '../model/policy.ts';
import { SUPERVISOR } from './brand.ts';
import { checkBackoff, checkCount, checkOptions, checkSpec, oneOf } from './check.ts';
import type { Flags } from './decide/state.ts';
import { processOf } from './process.ts';
import type { ChildSpec } from './spec.ts';
import { type SupervisorEvent, SupervisorShell } from './supervisor-shell.ts';

interface Limits {
  /** Restarts allowed within `period`; one more and the supervisor stops its children and ends with `shutdown`. Default 1. */
  readonly intensity?: number;
  /** Default 5 s. */
  readonly period?: Duration;
  /** For children that name none of their own. Default: none, restarts are immediate as in OTP. */
  readonly backoff?: BackoffOptions | false;
}

export interface SuperviseOptions extends Limits {
  /** Who is restarted when a child ends: it alone (default), all, or it and those started after it. */
  readonly strategy?: Exclude<Strategy, 'simple_one_for_one'>;
  /** Whether the end of `significant` children ends the supervisor. Default `never`. */
  readonly autoShutdown?: AutoShutdown;
  /** In start order; stopped in reverse. */
  readonly children: readonly ChildSpec[];
}

export interface DynamicOptions extends Limits {
  /** A start beyond it is refused with `max_children`. Default: no limit. */
  readonly maxChildren?: number;
}

export type SupervisorSnapshot = Snapshot<ExitOutput>;
export type SupervisorLogic = ActorLogic<SupervisorSnapshot, SupervisorEvent, unknown> & {
  readonly [SUPERVISOR]: true;
};

/**
 * A supervisor of children that are known beforehand.
 *
 * @example supervise({ strategy: 'rest_for_one', intensity: 3, children: [child('db', db), child('cache', cache)] })
 * @throws BadConfig naming the field and what it takes.
 */
export function supervise(options: SuperviseOptions): SupervisorLogic {
  checkOptions('supervise', options, [...LIMITS, 'strategy', 'autoShutdown', 'children']);
  const strategy = oneOf('strategy', options.strategy ?? 'one_for_one', ['one_for_one', 'one_for_all', 'rest_for_one']);
  const limits = checkLimits(options);
  const autoShutdown = oneOf('autoShutdown', options.autoShutdown ?? 'never', [
    'never',
    'any_significant',
    'all_significant',
  ]);
  checkChildren(options.children, autoShutdown);
  return supervisorLogic({ strategy, ...limits, autoShutdown, maxChildren: Infinity }, options.children);
}

/** A supervisor whose children come and go on request, by `supervisor(ref).startChild(spec)`; their ids may repeat. */
export function dynamicSupervisor(options: DynamicOptions = {}): SupervisorLogic {
  checkOptions('dynamicSupervisor', options, [...LIMITS, 'maxChildren']);
  const { maxChildren = Infinity } = options;
  if (maxChildren !== Infinity) checkCount('maxChildren', maxChildren);
  const limits = checkLimits(options);
  return supervisorLogic({ strategy: 'simple_one_for_one', ...limits, autoShutdown: 'never', maxChildren }, []);
}

const LIMITS = ['intensity', 'period', 'backoff'];

function checkLimits({
  intensity = 1,
  period = 5_000,
  backoff,
}: Limits): Pick<Flags, 'intensity' | 'periodMs' | 'backoff'> {
  checkCount('intensity', intensity);
  const periodMs = toMs(period, 'period');
  if (periodMs === 0) throw new BadConfig('period', period, 'more than 0 ms');
  return { intensity, periodMs, backoff: checkBackoff('backoff', backoff) };
}

function checkChildren(children: readonly ChildSpec[], autoShutdown: AutoShutdown): void {
  if (!Array.isArray(children)) throw new BadConfig('children', children, 'a list of child(…)');
  const taken = { id: new Set<string>(), name: new Set<string>() };
  for (const [i, spec] of children.entries()) {
    checkSpec(`children[${i}]`, spec);
    for (const field of ['id', 'name'] as const) {
      const value = spec[field];
      if (value === undefined) continue;
      if (taken[field].has(value))
        throw new BadConfig(
          `children[${i}].${field}`,
          value,
          `${field === 'id' ? 'an id' : 'a name'} that no other child has`,
        );
      taken[field].add(value);
    }
    if (spec.significant && autoShutdown === 'never')
      throw new BadConfig(
        `children[${i}].significant`,
        true,
        "false, or a supervisor with autoShutdown: 'any_significant' or 'all_significant'",
      );
  }
}

function supervisorLogic(flags: Flags, children: readonly ChildSpec[]): SupervisorLogic {
  return {
    [SUPERVISOR]: true,
    getInitialSnapshot: () => ({ status: 'active', output: undefined, error: undefined }),
    getPersistedSnapshot: (snapshot) => snapshot,
    start(_snapshot, { self }) {
      const process = processOf(self);
      if (process === undefined)
        throw new BadConfig('supervisor', self.id, 'to be started by createSystem().start(…) or by another supervisor');
      const shell = new SupervisorShell(process, flags, children);
      process.household = shell;
      shell.tell({ type: 'boot' });
    },
    transition(snapshot, event, { self }) {
      const shell = processOf(self)?.household;
      if (event.type !== 'vivarium.supervisor' || !(shell instanceof SupervisorShell)) return snapshot;
      shell.hear(event.event);
      if (shell.exitReason === undefined) return snapshot;
      return { ...snapshot, status: 'done', output: { exit: shell.exitReason }, error: undefined };
    },
  };
}
