/** The agents of a runtime, and what they tell of themselves: log lines, the journal, `runtime.on('agent:NAME:TYPE')`. */
import { Agents, type AgentsParts } from '../agent/agents.ts';
import type { AgentNotice } from '../agent/notice.ts';
import { formatMs } from '../model/duration.ts';
import type { SessionTable } from '../session/table.ts';
import type { Foundation } from './foundation.ts';
import type { RuntimeOptions } from './options.ts';
import type { GrpcAddresses } from './reception.ts';
import type { World } from './world.ts';

export interface RuntimeAgentsParts {
  readonly world: Pick<World, 'interpreterFor'>;
  readonly root: AgentsParts['root'];
  readonly table: SessionTable;
  readonly grpc: () => GrpcAddresses | undefined;
}

/** @throws BadConfig naming the option of a configured agent. */
export function agentsOf(
  base: AgentReportsTo & Pick<Foundation, 'workshop' | 'premises'>,
  configured: RuntimeOptions['agents'],
  parts: RuntimeAgentsParts,
): Agents {
  return new Agents(configured, {
    workshop: base.workshop,
    tell: (event) => report(base, event),
    notebook: (session) => parts.table.get(session, {}),
    hostAddress: () => parts.grpc()?.socket,
    interpreterFor: (settings, signal) => parts.world.interpreterFor(settings, signal),
    engage: (python) => base.premises.engageGuardian(python),
    root: parts.root,
  });
}

export type AgentReportsTo = Pick<Foundation, 'log' | 'events' | 'recorder' | 'redact'>;

export function report({ log, events, recorder, redact }: AgentReportsTo, event: AgentNotice): void {
  const { agent, type, ...facts } = event;
  const actor = `agent:${agent}`;
  switch (event.type) {
    case 'ready':
      recorder.note('ready', `${event.process}#${event.incarnation}`, `pid ${event.pid}, port ${event.port}`);
      log.info({ actor, ...facts }, `${event.process}#${event.incarnation} is ready on port ${event.port}`);
      break;
    case 'crash':
      log.error({ actor, ...facts }, `${event.crash.agent}#${event.crash.incarnation} crashed: ${event.message}`);
      break;
    case 'failed':
      log.error({ actor, err: event.error }, event.error.message);
      break;
    case 'log': {
      const { level, message, traceback, fields, ...of } = event;
      const facts = { ...fields, actor, ...of, ...(traceback === '' ? {} : { traceback }) };
      log[LEVELS[level]](facts, message);
      break;
    }
    case 'output':
      log[event.stream === 'stdout' ? 'info' : 'warn']({ actor, ...facts }, event.line);
      break;
    case 'request_exception':
      log.warn({ actor, ...facts, err: event.error }, `a question failed after ${formatMs(event.durationMs)}`);
      break;
    default:
      log.debug({ actor, ...facts }, type);
  }
  // listeners are likely to send it on as it is
  events.emit(`agent:${agent}:${type}`, event.type === 'crash' ? (redact(event) as AgentNotice) : event);
}

const LEVELS = { debug: 'debug', info: 'info', warning: 'warn', error: 'error', critical: 'error' } as const;
