/** Writing down a child's specification: defaults filled in, everything checked at once. */
import type { AnyActorLogic, InputFrom } from 'xstate';
import type { BackoffOptions } from '../model/backoff-options.ts';
import type { Duration } from '../model/duration.ts';
import { BadConfig } from '../model/errors.ts';
import type { ChildType, Restart, Shutdown } from '../model/policy.ts';
import { acksItself, isSupervisorLogic } from './brand.ts';
import { checkBackoff, checkFlag, checkOptions, checkText, oneOf, toShutdown } from './check.ts';
import type { Life } from './life.ts';
import type { ChildSpec } from './spec.ts';

/** Anything but a function. */
type Data = object | string | number | bigint | boolean | null | undefined;

/** A logic's input, or a function that makes it anew for each life. */
type Input<I> = unknown extends I ? ((life: Life) => unknown) | Data : ((life: Life) => I) | I;

export interface ChildOptions<I = unknown> {
  /** `permanent` (default): always restarted. `transient`: after abnormal ends only. `temporary`: never. */
  readonly restart?: Restart;
  /** Time to end when told to; default 5000 ms, for a supervisor `infinity`. */
  readonly shutdown?: Shutdown | Duration;
  /** Its end can end its supervisor, see `autoShutdown`. Default false. */
  readonly significant?: boolean;
  /** Default: `supervisor` when the logic is one, else `worker`. */
  readonly type?: ChildType;
  /** Registered at each start, for `system.whereis(name)`. A start fails with `already_started` when it is taken. */
  readonly name?: string;
  /** The logic's input. A function is called anew for each life. */
  readonly input?: Input<I>;
  /** Delays between its restarts; default: its supervisor's. `false` for none. */
  readonly backoff?: BackoffOptions | false;
  /** The start is complete when `life.ack()` is called, not as soon as the actor runs. Default false. */
  readonly ack?: boolean;
  /**
   * Incarnations count on from it when a supervisor takes the child on, so that no two lives have the same name even when
   * the supervisor is restarted. Default: they begin at 1.
   */
  readonly livesBefore?: () => number;
}

/** The options may be left out unless the logic needs an input. */
type OptionsFor<I> = undefined extends I
  ? [options?: ChildOptions<I>]
  : [options: ChildOptions<I> & { readonly input: Input<I> }];

const NAMES = ['restart', 'shutdown', 'significant', 'type', 'name', 'input', 'backoff', 'ack', 'livesBefore'];

/**
 * Describes a child of a supervisor.
 *
 * @example child('db', dbMachine, { restart: 'transient', shutdown: '10s' })
 * @throws BadConfig naming the field and what it takes.
 */
export function child<L extends AnyActorLogic>(
  id: string,
  logic: L,
  ...[options = {}]: OptionsFor<InputFrom<L>>
): ChildSpec<L> {
  checkText('child id', id);
  const of = (field: string): string => `child(${JSON.stringify(id)}).${field}`;
  if (typeof logic?.transition !== 'function') throw new BadConfig(of('logic'), logic, 'xstate actor logic');
  checkOptions(`child(${JSON.stringify(id)})`, options, NAMES);
  const supervises = isSupervisorLogic(logic);
  const restart = oneOf(of('restart'), options.restart ?? 'permanent', ['permanent', 'transient', 'temporary']);
  const { name, significant = false, ack = acksItself(logic), input, livesBefore } = options;
  checkFlag(of('significant'), significant);
  if (significant && restart === 'permanent')
    throw new BadConfig(
      of('significant'),
      significant,
      "false, or restart: 'transient' or 'temporary': a permanent child never ends for good",
    );
  const type = oneOf(of('type'), options.type ?? (supervises ? 'supervisor' : 'worker'), ['worker', 'supervisor']);
  const shutdown = toShutdown(of('shutdown'), options.shutdown ?? (type === 'supervisor' ? 'infinity' : 5_000));
  if (name !== undefined) checkText(of('name'), name);
  const backoff = checkBackoff(of('backoff'), options.backoff);
  checkFlag(of('ack'), ack);
  if (livesBefore !== undefined && typeof livesBefore !== 'function')
    throw new BadConfig(of('livesBefore'), livesBefore, 'a function');
  return { id, logic, name, restart, shutdown, significant, type, input, backoff, ack, livesBefore };
}
