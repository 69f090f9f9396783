/**
 * Where a pool's workers ask their host: the call on whose behalf one asks says in which session it does, how long it
 * may take and what led to it. A worker cannot name any of these itself.
 */
import { Stopped } from '../model/call-errors.ts';
import type { Clock } from '../model/clock.ts';
import type { PythonCaller } from '../tools/context.ts';
import type { HostTools } from '../tools/host-tools.ts';
import type { Lineage } from '../tools/lineage.ts';
import { isOperation, type Operation, operate, operateStream } from '../tools/operations.ts';
import type { HostToolRequest, SessionWithTools } from '../tools/request.ts';
import type { HostCall, HostDesk } from '../worker/host-calls.ts';
import type { Member } from '../worker/member.ts';
import type { CallSession, SessionDesk } from './call-session.ts';
import type { Calls } from './calls.ts';
import type { Row } from './row.ts';

/** What the runtime lends to its pools. */
export interface HostServices {
  readonly tools: HostTools;
  readonly sessions: SessionDesk;
  /** The handle of a call's session. @throws SessionExpired when it is over. */
  readonly session: (of: CallSession) => SessionWithTools;
}

export interface HostDeskOptions {
  readonly pool: string;
  readonly clock: Clock;
  readonly calls: Calls;
  readonly services: HostServices;
}

export function hostDesk(options: HostDeskOptions, member: Member): HostDesk {
  const { pool, clock, calls, services } = options;

  /** @throws Stopped when the call has ended, so that nobody waits for what is done on its behalf. */
  function rowOf({ parent }: HostCall): Row | undefined {
    if (parent === 0) return undefined;
    const row = calls.rowOf(member, parent);
    if (row !== undefined) return row;
    throw new Stopped(`call ${parent} of pool ${pool} is over: nothing is done on its behalf any more`, { pool });
  }

  function request(call: HostCall): HostToolRequest {
    const row = rowOf(call);
    const { tool, args, timeoutMs, signal, carrier = row?.watch?.carrier } = call;
    return {
      tool,
      args,
      session: row?.session === undefined ? undefined : services.session(row.session),
      pool,
      timeoutMs: Math.min(timeoutMs, row === undefined ? timeoutMs : row.deadline - clock.now()),
      signal,
      metadata: row?.metadata ?? {},
      caller: callerOf(pool, member, row),
      python: true,
      lineage: row === undefined ? undefined : lineageOf(row, calls),
      carrier,
    };
  }

  function operation({ tool: name, args, signal }: HostCall, scope: HostToolRequest): Operation {
    return { name, args, session: scope.session, signal, tools: () => services.tools.list(scope) };
  }

  return {
    async call(call) {
      const asked = request(call);
      return isOperation(call.tool) ? operate(operation(call, asked)) : services.tools.run(asked);
    },
    async *stream(call) {
      const asked = request(call);
      yield* isOperation(call.tool) ? operateStream(operation(call, asked)) : services.tools.open(asked);
    },
  };
}

function callerOf(pool: string, { identity }: Member, row: Row | undefined): PythonCaller {
  const { worker, incarnation } = identity;
  return { pool, worker, incarnation, tool: row?.tool ?? '', call: row?.id ?? 0 };
}

/** Its slot in the worker is taken until the worker has answered, whatever became of the caller. */
function lineageOf(row: Row, calls: Calls): Lineage {
  return {
    of: calls,
    at: row.member,
    isHeld: () => row.member?.has(row.id) ?? false,
    deadline: row.deadline,
    parent: row.lineage,
  };
}
