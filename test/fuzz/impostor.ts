/** A process that only says it is a worker: it attaches as one, and then answers whatever a test makes up. */
import { Kind } from '../../src/bridge/kind.ts';
import { encodeValue } from '../../src/bridge/values.ts';
import type { Frame } from '../../src/bridge/wire.ts';
import type { Launcher, Port } from '../../src/port/port.ts';
import { Peer } from '../bridge/peer.ts';

const TOOL = { description: '', parameters: {}, returns: {}, idempotent: false, required_variables: [] };
const TOOLS = [
  { ...TOOL, name: 'call', streaming: false },
  { ...TOOL, name: 'stream', streaming: true },
];

/** Starts impostors in place of processes. `answer` is given each CALL and OPEN. */
export function impostors(answer: (peer: Peer, frame: Frame) => void): Launcher {
  let pids = 1;
  return ({ env, onSpawn, onEnded, onExit }) => {
    const pid = 2 ** 30 + pids++; // beyond any real one
    const peer = new Peer(env['VIVARIUM_ADDRESS'] ?? '', env['VIVARIUM_LANE'] === 'socket' ? 'socket' : 'grpc');
    let over = false;
    const end = (): void => {
      if (over) return;
      over = true;
      peer.stream.cancel();
      const explanation = 'the impostor was told to go';
      onEnded(explanation);
      onExit({ code: null, signal: 'SIGKILL', explanation, stderrTail: '', uptimeMs: 1 });
    };
    queueMicrotask(() => {
      onSpawn(pid);
      void attend(peer, env, answer).finally(end);
    });
    const port: Port = {
      pid,
      signal: () => queueMicrotask(end),
      dispose: () => queueMicrotask(end),
      proc: async () => null,
    };
    return port;
  };
}

async function attend(
  peer: Peer,
  env: Readonly<Record<string, string>>,
  answer: (peer: Peer, frame: Frame) => void,
): Promise<void> {
  const { VIVARIUM_TOKEN: token = '', VIVARIUM_WORKER: worker, VIVARIUM_INCARNATION: incarnation } = env;
  try {
    peer.hello(token, { worker, incarnation: Number(incarnation) });
    await peer.batch();
    peer.write({ kind: Kind.READY, body: encodeValue({ tools: TOOLS }, 'ready').body });
    for (;;) {
      for (const frame of await peer.batch())
        if (frame.kind === Kind.CALL || frame.kind === Kind.OPEN) answer(peer, frame);
    }
  } catch {
    // the host has closed the lane
  }
}
