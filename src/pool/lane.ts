/** What a pool's workers dial: the option `lane`, as a user writes it and as a worker is told. */
import type { LaneKind } from '../bridge/types.ts';
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
  return laneOption(env[LANE_VARIABLE] || undefined, LANE_VARIABLE) ?? 'grpc';
}

/** Every launcher we have starts processes on this machine. */
export function laneOf(option: LaneOption): LaneKind {
  return option === 'auto' ? 'socket' : option;
}

const isLane = (option: unknown): option is LaneOption => OPTIONS.includes(option);
