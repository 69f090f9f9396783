/** What a pool's workers dial and how long they stay awake there: the options `lane` and `spin`, checked. */
import type { LaneKind } from '../bridge/types.ts';
import type { Ms } from '../model/clock.ts';
import { type Duration, toMs } from '../model/duration.ts';
import { BadConfig } from '../model/errors.ts';

/** `auto`: the socket, where the workers run on this machine. */
export type LaneOption = LaneKind | 'auto';

/** Which lane is taken where nobody says anything: in one place, so that a whole test suite can be run on either. */
export const LANE_VARIABLE = 'VIVARIUM_LANE';

const OPTIONS: readonly unknown[] = ['grpc', 'socket', 'auto'] satisfies LaneOption[];

/**
 * @param at the option's name in messages.
 * @throws BadConfig naming the option.
 */
export function laneOption(option: unknown, at: string): LaneOption | undefined {
  if (option === undefined || isLane(option)) return option;
  throw new BadConfig(at, option, "'grpc', 'socket' or 'auto'");
}

/** @throws BadConfig when the environment names none. */
export function defaultLane(env: NodeJS.ProcessEnv): LaneOption {
  return laneOption(env[LANE_VARIABLE] || undefined, LANE_VARIABLE) ?? 'auto';
}

/** Every launcher we have starts processes on this machine. */
export function laneOf(option: LaneOption): LaneKind {
  return option === 'auto' ? 'socket' : option;
}

/** More than this is no short wait any more. */
const LONGEST_SPIN_MS: Ms = 1;

/** @throws BadConfig naming the option. */
export function spinOption(option: Duration, at: string): Ms {
  const ms = toMs(option, at);
  if (ms <= LONGEST_SPIN_MS) return ms;
  throw new BadConfig(at, option, "'1ms' at most, such as '200us', or 0 for none");
}

const isLane = (option: unknown): option is LaneOption => OPTIONS.includes(option);
