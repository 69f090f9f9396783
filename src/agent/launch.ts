/** How an agent's process is started, and the line by which it says that it serves. */
import { delimiter } from 'node:path';
import { workerEnvironment } from '../port/environment.ts';
import type { AgentSettings } from './settings.ts';

export interface AgentCommandLine {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Pure. `hostAddress`: where it finds host tools.
 * @param host usually `process.env`
 */
export function commandOf(
  settings: AgentSettings,
  pythonHome: string,
  hostAddress: string | undefined,
  host: NodeJS.ProcessEnv,
): AgentCommandLine {
  const { name, pythonModule, model, port, cwd, kept, token, session } = settings;
  const env = workerEnvironment(host, { required: settings.inherit, env: settings.env });
  const args = ['-m', 'vivarium_worker.agent', '--module', pythonModule, '--name', name, '--port', String(port)];
  return {
    args: model === undefined ? args : [...args, '--model', model],
    cwd,
    env: {
      ...env,
      PYTHONPATH: [pythonHome, env['PYTHONPATH']].filter(Boolean).join(delimiter),
      ...(token === undefined ? {} : { VIVARIUM_AGENT_TOKEN: token }),
      ...(Object.keys(kept).length === 0 ? {} : { VIVARIUM_AGENT_LIMITS: JSON.stringify(kept) }),
      ...(hostAddress === undefined ? {} : { VIVARIUM_ADDRESS: hostAddress, VIVARIUM_SESSION_ID: session }),
    },
  };
}

/** The port of `READY {"port": 5000, "pid": 17, "agent": "writer"}`; undefined for any other line. */
export function readReady(line: string): number | undefined {
  if (!line.startsWith('READY {')) return undefined;
  try {
    const { port } = JSON.parse(line.slice('READY '.length)) as { port?: unknown };
    return Number.isInteger(port) && Number(port) > 0 && Number(port) <= 65_535 ? Number(port) : undefined;
  } catch {
    return undefined;
  }
}
