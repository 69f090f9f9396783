/** An export with as many actors as are asked for: one pool whose workers are in all kinds of states. */
import type { ActorRow, ExportLine, WorkerRow } from '../../../src/observe/feed/types.ts';

const STATES = ['ready', 'ready', 'ready', 'loading', 'draining'] as const;

export function crowd(actors: number): string {
  const supervisor = { strategy: 'one_for_one', intensity: 5, periodMs: 30_000, restartsAt: [], hidden: 0 } as const;
  const base = { incarnation: 1, state: 'running', restart: 'permanent', restarts: 0 } as const;
  const rows: ActorRow[] = [
    { ...base, key: 'runtime', id: 'runtime', path: 'runtime', type: 'supervisor', supervisor },
  ];
  const workers: WorkerRow[] = [];
  for (let number = 1; number < actors; number += 1) {
    const [id, path] = [`worker:crowd/${number}`, `runtime/worker:crowd/${number}`];
    const value = STATES[number % STATES.length] ?? 'ready';
    rows.push({ ...base, key: path, parent: 'runtime', id, path, type: 'worker', value });
    workers.push({
      ...{ id, pool: 'crowd', actor: path, incarnation: 1, state: value, restarts: 0, accepting: true, node: 'local' },
      ...{ pid: 10_000 + number, inFlight: number % 4, answered: number, sessions: 0, rssBytes: 4e7, cpuPercent: 3 },
    });
  }
  const none = {
    departed: [],
    pools: [],
    calls: [],
    crashes: [],
    journal: [],
    decisions: [],
    faults: [],
    machines: {},
  };
  const snapshot: ExportLine = {
    ...{ type: 'snapshot', wire: 1, seq: 1, instance: 'crowd', version: '0.1.0', pid: 1, at: 1_000, wall: 1e12 },
    ...none,
    ...{
      actors: rows,
      workers,
      sessions: { active: 0, parked: 0 },
      counts: { deadLetters: 0, unhandled: 0, dropped: 0 },
    },
  };
  return `${JSON.stringify(snapshot)}\n`;
}
