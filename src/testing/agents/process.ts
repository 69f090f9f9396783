/** A process that is none: what a launcher starts in place of Python, with its READY line, its signals and its end. */
import type { AddressInfo } from 'node:net';
import type { LaunchOptions, Port } from '../../port/port.ts';
import type { SimulatedAgent } from './agent.ts';
import { agentServer } from './server.ts';

export interface SimulatedProcess extends Port {
  readonly pid: number;
}

/** No process of this machine has such a number. */
let lastPid = 2 ** 30;

/** @param agents by the name of their module. A module that is not among them ends the process as one that cannot be loaded. */
export function simulatedProcess(
  agents: Readonly<Record<string, SimulatedAgent>>,
  options: LaunchOptions,
): SimulatedProcess {
  const { args, env, clock, onSpawn, onLine, onEnded, onExit } = options;
  lastPid += 1;
  const pid = lastPid;
  const argument = (name: string): string => args[args.indexOf(name) + 1] ?? '';
  const startedAt = clock.now();
  const module = argument('--module');
  const name = argument('--name');
  const agent = agents[module];
  const model = args.includes('--model') ? argument('--model') : null;
  const server =
    agent === undefined ? undefined : agentServer({ name, model, token: env['VIVARIUM_AGENT_TOKEN'], agent });
  let over = false;

  const end = (code: number | null, signal: NodeJS.Signals | null, stderrTail = ''): void => {
    if (over) return;
    over = true;
    server?.closeAllConnections();
    server?.close();
    const explanation = signal === null ? `exited with code ${code}` : `killed by ${signal}`;
    process.nextTick(() => {
      onEnded(explanation);
      onExit({ code, signal, explanation, stderrTail, uptimeMs: clock.now() - startedAt });
    });
  };

  process.nextTick(() => {
    onSpawn(pid);
    if (server === undefined) return end(78, null, `AgentNotFound: agent '${module}': there is no module '${module}'`);
    server.once('error', (error) => end(69, null, error.message));
    server.listen(Number(argument('--port')), '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      onLine('stdout', `READY ${JSON.stringify({ port, pid, agent: name })}`);
    });
  });
  return {
    pid,
    signal: (signal) => (signal === 'SIGTERM' ? end(0, null) : end(null, signal)),
    dispose: () => end(null, 'SIGKILL'),
    proc: () => Promise.resolve(null),
  };
}
