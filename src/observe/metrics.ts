/** Gathers the numbers of a runtime. Pools count for themselves; here is what is counted of events, and the sum of all. */

import type { AgentMetrics } from '../agent/metrics.ts';
import type { LlmMetrics } from '../llm/types.ts';
import type { Clock } from '../model/clock.ts';
import type { PoolCore } from '../pool/core.ts';
import type { Events } from '../runtime/events.ts';
import type { Session } from '../session/session.ts';
import type { Member } from '../worker/member.ts';
import type { WorkflowStats } from '../workflow/tally.ts';
import type { Metrics, PoolMetrics, WorkerMetrics } from './metrics-types.ts';
import { Restarts } from './restarts.ts';
import { Usage } from './usage.ts';

export interface MeterParts {
  readonly clock: Clock;
  readonly events: Events;
  readonly pools: { cores(): readonly PoolCore[] };
  readonly table: { all(): readonly Session[] };
  readonly hostTools: { readonly size: number };
  readonly agents: { metrics(): Promise<Readonly<Record<string, AgentMetrics>>> };
  readonly llm: { metrics(): Readonly<Record<string, LlmMetrics>> };
  readonly workflows: { metrics(): Readonly<Record<string, WorkflowStats>> };
  readonly lookout: { readonly dropped: number };
}

interface EventCounts {
  crashes: number;
  readonly recycled: Map<string, number>;
}

export class Meter {
  readonly #parts: MeterParts;
  readonly #restarts = new Restarts();
  readonly #usage: Usage;
  readonly #counts: ReadonlyMap<string, EventCounts>;

  constructor(parts: MeterParts) {
    this.#parts = parts;
    this.#usage = new Usage(parts.clock);
    const { events, pools } = parts;
    this.#counts = new Map(pools.cores().map(({ settings }) => [settings.name, { crashes: 0, recycled: new Map() }]));
    events.on('restarting', (event) => this.#restarts.restarting(event));
    events.on('crash', ({ pool }) => this.#crashed(pool));
    events.on('recycled', ({ pool, why }) => this.#recycled(pool, why));
  }

  async read(): Promise<Metrics> {
    const { pools, table, hostTools, agents, llm, workflows, lookout } = this.#parts;
    const read = pools.cores().map(async (core) => [core.settings.name, await this.#pool(core)] as const);
    const ofPools = Object.fromEntries(await Promise.all(read));
    const sessions = table.all();
    const parked = sessions.filter(({ state }) => state === 'parked').length;
    return {
      pools: ofPools,
      supervisors: this.#restarts.read(),
      sessions: { active: sessions.length - parked, parked },
      hostTools: { inFlight: hostTools.size },
      agents: await agents.metrics(),
      llm: llm.metrics(),
      workflows: workflows.metrics(),
      inspector: { dropped: lookout.dropped },
    };
  }

  async #pool({ settings, calls, spares, readiness, zygote }: PoolCore): Promise<PoolMetrics> {
    const workers = await Promise.all(spares.everyone().map(({ member, spare }) => this.#worker(member, spare)));
    const { ledger, tally, waiting } = calls;
    const counts = this.#counts.get(settings.name);
    let openStreams = 0;
    for (const row of ledger.rows()) if (row.streaming) openStreams += 1;
    return {
      status: readiness.status,
      size: settings.size,
      spares: settings.spares,
      zygote: zygote.state,
      workers: workers.sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true })),
      waiting,
      inFlight: ledger.size - waiting,
      openStreams,
      calls: tally.calls(),
      streams: tally.streams(),
      retries: tally.retries,
      streamMessages: tally.chunks,
      callSeconds: tally.seconds.read(),
      queueSeconds: tally.queueSeconds.read(),
      crashes: counts?.crashes ?? 0,
      recycled: Object.fromEntries(counts?.recycled ?? []),
    };
  }

  async #worker(member: Member, spare: boolean): Promise<WorkerMetrics> {
    const { worker: id, incarnation } = member.identity;
    const process = await this.#usage.of(member);
    const accepting = member.serves;
    return { id, incarnation, accepting, spare, inFlight: member.inFlight, process };
  }

  #crashed(pool: string): void {
    const counts = this.#counts.get(pool);
    if (counts !== undefined) counts.crashes += 1;
  }

  #recycled(pool: string, why: string): void {
    const recycled = this.#counts.get(pool)?.recycled;
    recycled?.set(why, (recycled.get(why) ?? 0) + 1);
  }
}
