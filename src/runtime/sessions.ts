/** The sessions of a runtime: their calls go to its pools' workers and to its host tools. */
import type { Timers } from '../kernel/index.ts';
import type { Clock } from '../model/clock.ts';
import { toMs } from '../model/duration.ts';
import type { Log } from '../model/log.ts';
import { type SessionsOptions, sessionSettings } from '../session/options.ts';
import type { Switchboard } from '../session/session.ts';
import { SessionTable } from '../session/table.ts';
import type { HostTools } from '../tools/host-tools.ts';
import type { Pools } from './pools.ts';

export interface RuntimeParts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly pools: () => Pools;
  readonly hostTools: HostTools;
}

/** @throws BadConfig naming the option, e.g. `sessions.max`. */
export function sessionTable(
  options: SessionsOptions = {},
  { clock, timers, log, pools, hostTools }: RuntimeParts,
): SessionTable {
  return new SessionTable({
    clock,
    timers,
    log,
    settings: sessionSettings(options),
    switchboard: switchboard(pools, hostTools),
    abandon: (session) => pools().abandonSession(session),
  });
}

function switchboard(pools: () => Pools, hostTools: HostTools): Switchboard {
  return {
    async call(session, pool, tool, args, options) {
      return pools()
        .get(pool)
        .call(tool, args, { ...options, session });
    },
    stream(session, pool, tool, args, options) {
      return pools()
        .get(pool)
        .stream(tool, args, { ...options, session });
    },
    async hostTool(session, tool, args, { timeout, signal, metadata = {} }) {
      return hostTools.run({
        tool,
        args,
        session,
        pool: undefined,
        python: false,
        timeoutMs: timeout === undefined ? Number.POSITIVE_INFINITY : toMs(timeout, 'timeout'),
        signal,
        metadata,
        caller: 'node',
      });
    },
  };
}
