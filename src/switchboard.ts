/** Where the calls of a session go: to a pool's workers, or to a host tool. */
import { toMs } from './model/duration.ts';
import type { Pools } from './pools.ts';
import type { Switchboard } from './session/session.ts';
import type { HostTools } from './tools/host-tools.ts';

export function switchboard(pools: () => Pools, hostTools: HostTools): Switchboard {
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
