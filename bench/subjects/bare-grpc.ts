/** The floor of the gRPC lane: its frames with nothing around them. No ledger, no deadline, no supervision, no adapter. */
import { Kind } from '../../src/bridge/kind.ts';
import { openBridge } from '../../src/bridge/server.ts';
import type { Lane } from '../../src/bridge/types.ts';
import { decodeValue, encodeValue } from '../../src/bridge/values.ts';
import { realClock } from '../../src/model/clock.ts';
import { silentLog } from '../../src/model/log.ts';
import { pythonHome } from '../../src/python/index.ts';
import { type Server, serve } from '../peer-process.ts';
import type { Subject } from '../subject.ts';

const WORKER = 'worker:bare/1';

export async function bareGrpc(): Promise<Subject> {
  const bridge = await openBridge({ clock: realClock, log: silentLog });
  const open = new Map<number, (value: unknown) => void>();
  let next = 0;
  let server: Server | undefined;
  const lane = await new Promise<Lane>((resolve) => {
    const { token } = bridge.expect({ worker: WORKER, incarnation: 1, onAttach: (attached) => resolve(attached) });
    server = serve('bare_grpc.py', [], {
      PYTHONPATH: pythonHome(),
      VIVARIUM_ADDRESS: bridge.addresses.grpc,
      VIVARIUM_TOKEN: token,
      VIVARIUM_WORKER: WORKER,
      VIVARIUM_INCARNATION: '1',
    });
  });
  lane.onMessage = ({ call, kind, body, segments }) => {
    if (kind !== Kind.RESULT) return;
    const settle = open.get(call);
    open.delete(call);
    settle?.(decodeValue(body, segments));
  };
  const call = (tool: string, args: unknown): Promise<unknown> =>
    new Promise((resolve) => {
      next += 1;
      open.set(next, resolve);
      lane.send({ kind: Kind.CALL, call: next, tool, ...encodeValue(args, 'args') });
    });
  return {
    concurrency: 1,
    window: 'any',
    pids: () => server?.pids ?? [],
    add: (a, b) => call('add', { a, b }),
    echo: (value) => call('echo', { value }),
    async close() {
      await server?.stop();
      await bridge.close(500);
    },
  };
}
