/**
 * A pool as a supervision tree: `rest_for_one`, the costly part first, so that a bug in the dispatcher never
 * reloads a Python model. When the workers give up, `significant` ends the whole pool and it stays down.
 */
import {
  type AnyActorRef,
  type ChildSpec,
  child,
  dynamicSupervisor,
  fromCallback,
  type Life,
  supervise,
} from '../kernel/index.ts';
import type { Clock, Ms } from '../model/clock.ts';
import { crash } from '../model/exit.ts';
import type { Calls } from './calls.ts';
import { Dispatcher } from './dispatcher.ts';
import type { PoolSettings } from './options.ts';
import type { Row } from './row.ts';

export interface PoolTreeOptions {
  readonly settings: PoolSettings;
  readonly clock: Clock;
  readonly calls: Calls;
  /** Undefined for none. */
  readonly zygote: ChildSpec | undefined;
  readonly workers: readonly ChildSpec[];
  /** A new supervisor of workers is up. */
  readonly staffed: (supervisor: () => AnyActorRef) => void;
  /** A new supervisor of streams is up. */
  readonly streams: (supervisor: () => AnyActorRef) => void;
}

/** The dispatcher and the streams are our own code: they get a little patience of their own. */
const OWN_INTENSITY = 3;

export function poolChild(options: PoolTreeOptions): ChildSpec {
  const { settings, clock, calls, zygote, workers, staffed, streams } = options;
  const { name, intensity, periodMs: period } = settings;
  const dispatcher = fromCallback<{ type: 'none' }, Life>(({ input: life }) => {
    const { queue } = settings;
    const refuse = (row: Row, error: unknown): void => calls.fail(row, error);
    const sent = (row: Row, now: Ms): void => {
      calls.tally.sent(row, now);
      if (row.member !== undefined) row.watch?.sent(row.member.identity);
    };
    const dispatcher = new Dispatcher({ clock, queue, members: calls.members, refuse, sent });
    calls.attach(dispatcher, (error) => life.exit(crash(error)));
    return () => calls.detach(dispatcher);
  });
  return child(
    `pool:${name}`,
    supervise({
      strategy: 'rest_for_one',
      autoShutdown: 'any_significant',
      intensity: OWN_INTENSITY,
      period,
      children: [
        ...(zygote === undefined ? [] : [zygote]),
        child('workers', supervise({ intensity, period, children: workers }), {
          restart: 'transient',
          significant: true,
          input: (life: Life) => staffed(() => life.self()),
        }),
        child('streams', dynamicSupervisor(), { input: (life: Life) => streams(() => life.self()) }),
        child('dispatcher', dispatcher, { input: (life: Life) => life }),
      ],
    }),
    { restart: 'transient' },
  );
}
