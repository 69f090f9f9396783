/** The runtime as the session plane sees it: its sessions, tools, numbers and health in the plane's words. */
import { HealthBoard } from '../bridge/plane/health-board.ts';
import type {
  PlaneCall,
  PlaneEvent,
  PlaneSession,
  PlaneSetOptions,
  PlaneTool,
  PlaneVariable,
  PlaneVariableChange,
  PlaneVariableInfo,
  PlaneWatchOptions,
  SessionPlane,
} from '../bridge/plane/types.ts';
import type { Clock } from '../model/clock.ts';
import { isVivariumError } from '../model/errors.ts';
import type { TelemetryEvent } from '../pool/telling.ts';
import type { Session } from '../session/session.ts';
import type { Events } from './events.ts';
import { PlaneTools, type PlaneToolsParts } from './plane-tools.ts';

export interface RuntimePlaneParts extends PlaneToolsParts {
  readonly clock: Clock;
  readonly events: Events;
}

export class RuntimePlane implements SessionPlane {
  readonly health = new HealthBoard();
  readonly #parts: RuntimePlaneParts;
  readonly #tools: PlaneTools;

  constructor(parts: RuntimePlaneParts) {
    this.#parts = parts;
    this.#tools = new PlaneTools(parts);
  }

  async openSession(id: string, metadata: Readonly<Record<string, string>>): Promise<void> {
    const { table } = this.#parts;
    if (table.find(id) !== undefined) return this.#session(id).touch();
    await table.open(id, { metadata }).catch((error: unknown) => {
      // another client was faster
      if (!isVivariumError(error, 'VIV_SESSION_EXISTS')) throw error;
    });
  }

  async findSession(id: string): Promise<PlaneSession | undefined> {
    const session = this.#parts.table.find(id);
    if (session === undefined) return undefined;
    const { metadata, createdAt, idleMs, inFlight } = session;
    const lastUsedAt = this.#parts.clock.wall() - idleMs;
    return { id, metadata, createdAt, lastUsedAt, inFlight, variables: (await session.list()).length };
  }

  async touchSession(id: string): Promise<boolean> {
    const session = this.#parts.table.find(id);
    session?.touch();
    return session !== undefined;
  }

  async closeSession(id: string, { force }: { readonly force: boolean }): Promise<number> {
    const session = this.#parts.table.find(id);
    if (session === undefined) return 0;
    const variables = (await session.list()).length;
    await session.close(force ? { grace: 0 } : {});
    return 1 + variables;
  }

  async tools(session: string | undefined): Promise<readonly PlaneTool[]> {
    return this.#tools.list(session);
  }

  runHostTool(call: PlaneCall): Promise<unknown> {
    return this.#tools.runHostTool(call);
  }

  run(call: PlaneCall): Promise<unknown> {
    return this.#tools.run(call);
  }

  stream(call: PlaneCall): AsyncIterable<unknown> {
    return this.#tools.stream(call);
  }

  async getVariable(session: string, name: string): Promise<PlaneVariable | undefined> {
    return this.#session(session).read(name);
  }

  async setVariable(session: string, name: string, value: unknown, options: PlaneSetOptions): Promise<void> {
    const { mustExist = false, createdBy = 'plane', ...rest } = options;
    await this.#session(session).set(name, value, { ...rest, createdBy, create: !mustExist });
  }

  async listVariables(session: string): Promise<readonly PlaneVariableInfo[]> {
    return this.#session(session).list();
  }

  watchVariables(session: string, { names, initial, signal }: PlaneWatchOptions): AsyncIterable<PlaneVariableChange> {
    return this.#session(session).watch(names.length === 0 ? undefined : names, { initial, signal });
  }

  metrics(): Readonly<Record<string, number>> {
    const { table, hostTools, pools } = this.#parts;
    const ofPools = [...pools.handles().values()].flatMap((pool) => {
      const workers = pool.workers();
      const inFlight = workers.reduce((sum, worker) => sum + worker.inFlight, 0);
      const numbers = { workers: workers.length, calls_waiting: pool.waiting, calls_in_flight: inFlight };
      return Object.entries(numbers).map(([name, value]) => [`pool.${pool.name}.${name}`, value] as const);
    });
    const { rss } = process.memoryUsage();
    const own = { sessions: table.size, host_tools_in_flight: hostTools.size, memory_bytes: rss };
    return { ...own, uptime_seconds: process.uptime(), ...Object.fromEntries(ofPools) };
  }

  onTelemetry(listener: (event: PlaneEvent) => void): () => void {
    const { events } = this.#parts;
    const hear = ({ event, measurements, metadata, correlationId, worker, pool }: TelemetryEvent): void =>
      listener({ event, measurements, correlationId, metadata: { ...metadata, pool, worker } });
    events.on('telemetry', hear);
    return () => events.off('telemetry', hear);
  }

  #session(id: string): Session {
    return this.#parts.table.get(id, {});
  }
}
