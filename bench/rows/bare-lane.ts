/** The floor: frames on the lane with nothing around them. No ledger, no deadline, no supervision, no adapter. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Kind } from '../../src/bridge/kind.ts';
import { openBridge } from '../../src/bridge/server.ts';
import type { Lane } from '../../src/bridge/types.ts';
import { decodeValue, encodeValue } from '../../src/bridge/values.ts';
import { realClock } from '../../src/model/clock.ts';
import { silentLog } from '../../src/model/log.ts';
import { pythonHome } from '../../src/python/index.ts';
import type { Contender } from '../measure.ts';

export async function bareLane(python: string): Promise<Contender> {
  const bridge = await openBridge({ clock: realClock, log: silentLog });
  const open = new Map<number, (sum: number) => void>();
  let next = 0;
  const { child, lane } = await new Promise<{ child: ReturnType<typeof spawn>; lane: Lane }>((resolve, reject) => {
    const { token } = bridge.expect({
      worker: 'worker:bare/1',
      incarnation: 1,
      onAttach(lane) {
        lane.onMessage = ({ call, kind, body, segments }) => {
          if (kind !== Kind.RESULT) return;
          const settle = open.get(call);
          open.delete(call);
          settle?.(decodeValue(body, segments) as number);
        };
        resolve({ child, lane });
      },
    });
    const child = spawn(python, [fileURLToPath(new URL('../peers/bare_lane.py', import.meta.url))], {
      env: {
        PYTHONPATH: pythonHome(),
        VIVARIUM_ADDRESS: bridge.address,
        VIVARIUM_TOKEN: token,
        VIVARIUM_WORKER: 'worker:bare/1',
        VIVARIUM_INCARNATION: '1',
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('error', reject);
  });
  return {
    name: 'bare lane',
    concurrency: 1,
    window: 'any',
    add: (a, b) =>
      new Promise((resolve) => {
        next += 1;
        open.set(next, resolve);
        lane.send({ kind: Kind.CALL, call: next, tool: 'add', ...encodeValue({ a, b }, 'args') });
      }),
    async close() {
      child.kill('SIGKILL');
      await bridge.close(500);
    },
  };
}
