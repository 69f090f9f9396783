/** The workers' table: who has each place, what the process uses, how its calls fare. Measured about once a second. */
import type { Ms } from '../../model/clock.ts';
import type { PoolCore } from '../../pool/core.ts';
import { readVitals } from '../../port/vitals.ts';
import { type Member, nameOf } from '../../worker/member.ts';
import type { Seen } from './actors.ts';
import { type FollowedCalls, percentile } from './calls.ts';
import type { Sources } from './sources.ts';
import type { WorkerRow } from './types.ts';

/** Sessions that are looked through for what they are bound to. */
const MOST_SESSIONS = 10_000;

type Usage = Pick<WorkerRow, 'rssBytes' | 'cpuPercent' | 'threads' | 'fds' | 'process'>;

interface Measured {
  readonly at: Ms;
  readonly cpuMs: Ms;
}

export class WorkerTable {
  readonly #sources: Sources;
  readonly #calls: FollowedCalls;
  /** Goes with its worker's life. */
  readonly #measured = new WeakMap<Member, Measured>();
  #usage: ReadonlyMap<string, Usage> = new Map();

  constructor(sources: Sources, calls: FollowedCalls) {
    this.#sources = sources;
    this.#calls = calls;
  }

  /** Looks at the processes anew. */
  async measure(): Promise<void> {
    const everyone = this.#sources.pools.cores().flatMap(({ spares }) => spares.everyone());
    const read = everyone.map(async ({ member }) => [nameOf(member), await this.#usageOf(member)] as const);
    this.#usage = new Map(await Promise.all(read));
  }

  /** A row for each place there is in the tree. */
  rows(actors: ReadonlyMap<string, Seen>): WorkerRow[] {
    const sessions = this.#sessions();
    const cores = new Map(this.#sources.pools.cores().map((core) => [core.settings.name, core]));
    return [...actors.values()].flatMap((seen) => {
      const [, pool = ''] = /^worker:([^/]+)\//.exec(seen.row.id) ?? [];
      const core = cores.get(pool);
      return core === undefined ? [] : [this.#row(seen, core, sessions.get(seen.row.id) ?? 0)];
    });
  }

  #row({ row: actor, inhabitant }: Seen, core: PoolCore, sessions: number): WorkerRow {
    const { key, id, incarnation, state, value, restarts, backoffDueAt } = actor;
    const { member, spare = false } =
      core.spares
        .everyone()
        .find(({ member: { identity } }) => identity.worker === id && identity.incarnation === incarnation) ?? {};
    const alive = member === undefined ? {} : this.#ofMember(member);
    const began = inhabitant.startedAt;
    return {
      id,
      pool: core.settings.name,
      actor: key,
      incarnation,
      state: value ?? state,
      restarts,
      ...(backoffDueAt === undefined ? {} : { backoffDueAt }),
      accepting: !spare && member?.serves === true,
      ...(spare ? { spare } : {}),
      node: 'local',
      ...(inhabitant.ref === undefined || began === Infinity ? {} : { uptimeMs: this.#sources.clock.now() - began }),
      inFlight: member?.inFlight ?? 0,
      answered: member?.answered ?? 0,
      sessions,
      ...alive,
      ...this.#speed(id),
    };
  }

  #ofMember(member: Member): Partial<WorkerRow> {
    const { identity, hooks, lane, suspected } = member;
    return {
      pid: identity.pid,
      lane: lane.kind,
      ...(suspected ? { suspected } : {}),
      ...(hooks.python === undefined ? {} : { python: hooks.python }),
      ...this.#usage.get(nameOf(member)),
    };
  }

  #speed(worker: string): Pick<WorkerRow, 'p50Ms' | 'p95Ms'> {
    const durations = this.#calls.durations(worker);
    const [p50Ms, p95Ms] = [percentile(durations, 0.5), percentile(durations, 0.95)];
    return p50Ms === undefined || p95Ms === undefined ? {} : { p50Ms, p95Ms };
  }

  async #usageOf(member: Member): Promise<Usage> {
    const [proc, vitals] = await Promise.all([member.hooks.proc(), readVitals(member.identity.pid)]);
    if (proc === null) return {};
    const now = { at: this.#sources.clock.now(), cpuMs: proc.cpuMs };
    const before = this.#measured.get(member);
    this.#measured.set(member, now);
    const passed = before === undefined ? 0 : now.at - before.at;
    return {
      rssBytes: proc.rss,
      process: proc.state,
      ...(before === undefined || passed <= 0 ? {} : { cpuPercent: ((now.cpuMs - before.cpuMs) / passed) * 100 }),
      ...vitals,
    };
  }

  #sessions(): ReadonlyMap<string, number> {
    const bound = new Map<string, number>();
    for (const session of this.#sources.table.all().slice(0, MOST_SESSIONS))
      for (const worker of session.workers) bound.set(worker, (bound.get(worker) ?? 0) + 1);
    return bound;
  }
}
