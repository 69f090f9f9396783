/** The workers in one table, sortable by each column; above it how the pools do. */
import { computed, signal } from '@preact/signals';
import type { WorkerRow } from '../../feed/types.ts';
import { conditionOfWorker } from '../model/condition.ts';
import { lastOf } from '../model/log-row.ts';
import { bytes, count, span } from '../model/units.ts';
import { Countdown } from '../parts/countdown.tsx';
import { Empty } from '../parts/empty.tsx';
import { Rows } from '../parts/rows.tsx';
import { Search } from '../parts/search.tsx';
import { Sparkline } from '../parts/sparkline.tsx';
import { State } from '../parts/state.tsx';
import { go, route } from '../state/route.ts';
import { pools, workers, world } from '../state/store.ts';
import { PoolCharts } from './workers/pool-charts.tsx';

interface Column {
  readonly name: string;
  readonly look: string;
  /** What it is sorted by. */
  readonly by: (worker: WorkerRow) => number | string;
  readonly draw: (worker: WorkerRow) => preact.ComponentChild;
}

const known = <Value,>(value: Value | undefined, draw: (value: Value) => string): string =>
  value === undefined ? '–' : draw(value);
const samples = (id: string) => world.value.workerSamples.get(id) ?? [];

const COLUMNS: readonly Column[] = [
  {
    name: 'worker',
    look: 'name',
    by: ({ id }) => id,
    draw: ({ id, incarnation }) => (
      <>
        <span class="clip mono">
          {lastOf(id)}
          <span class="life">#{incarnation}</span>
        </span>
      </>
    ),
  },
  {
    name: 'state',
    look: 'state',
    by: (worker) => conditionOfWorker(worker).word,
    draw: (worker) => (
      <>
        <State condition={conditionOfWorker(worker)} />
        {worker.backoffDueAt !== undefined && <Countdown to={worker.backoffDueAt} />}
      </>
    ),
  },
  { name: 'pid', look: 'number', by: ({ pid = 0 }) => pid, draw: ({ pid }) => known(pid, String) },
  {
    name: 'CPU',
    look: 'spark',
    by: ({ cpuPercent = 0 }) => cpuPercent,
    draw: ({ id, cpuPercent }) => (
      <>
        <Sparkline values={samples(id).map(({ cpu }) => cpu)} most={25} label="CPU of late" />
        <span>{known(cpuPercent, (percent) => `${Math.round(percent)} %`)}</span>
      </>
    ),
  },
  {
    name: 'RSS',
    look: 'spark',
    by: ({ rssBytes = 0 }) => rssBytes,
    draw: ({ id, rssBytes }) => (
      <>
        <Sparkline values={samples(id).map(({ rss }) => rss)} most={1} label="Memory of late" />
        <span>{known(rssBytes, bytes)}</span>
      </>
    ),
  },
  { name: 'in flight', look: 'number', by: ({ inFlight }) => inFlight, draw: ({ inFlight }) => count(inFlight) },
  { name: 'queue', look: 'number', by: ({ pool }) => queueOf(pool), draw: ({ pool }) => count(queueOf(pool)) },
  { name: 'p50', look: 'number', by: ({ p50Ms = 0 }) => p50Ms, draw: ({ p50Ms }) => known(p50Ms, span) },
  { name: 'p95', look: 'number', by: ({ p95Ms = 0 }) => p95Ms, draw: ({ p95Ms }) => known(p95Ms, span) },
  { name: 'restarts', look: 'number', by: ({ restarts }) => restarts, draw: ({ restarts }) => count(restarts) },
  { name: 'uptime', look: 'number', by: ({ uptimeMs = 0 }) => uptimeMs, draw: ({ uptimeMs }) => known(uptimeMs, span) },
  { name: 'answered', look: 'number', by: ({ answered }) => answered, draw: ({ answered }) => count(answered) },
  { name: 'sessions', look: 'number', by: ({ sessions }) => sessions, draw: ({ sessions }) => count(sessions) },
  { name: 'threads', look: 'number', by: ({ threads = 0 }) => threads, draw: ({ threads }) => known(threads, String) },
  { name: 'fds', look: 'number', by: ({ fds = 0 }) => fds, draw: ({ fds }) => known(fds, String) },
  {
    name: 'node',
    look: 'word',
    by: ({ node }) => node,
    draw: ({ node, lane }) => <span class="clip">{lane === undefined ? node : `${node} · ${lane}`}</span>,
  },
  { name: 'python', look: 'word', by: ({ python = '' }) => python, draw: ({ python }) => known(python, String) },
];

const sort = signal<{ readonly column: string; readonly down: boolean }>({ column: 'worker', down: false });
const queueOf = (pool: string): number => pools.value.get(pool)?.waiting ?? 0;

const rows = computed(() => {
  const { column, down } = sort.value;
  const by = COLUMNS.find(({ name }) => name === column)?.by ?? (({ id }) => id);
  const query = route.value.query.toLowerCase();
  const words = (worker: WorkerRow): string => `${worker.id} ${conditionOfWorker(worker).word}`.toLowerCase();
  const found = [...workers.value.values()].filter((worker) => words(worker).includes(query));
  const order = (a: WorkerRow, b: WorkerRow): number => compare(by(a), by(b)) || compare(a.id, b.id);
  return found.sort((a, b) => (down ? order(b, a) : order(a, b)));
});

function compare(a: number | string, b: number | string): number {
  return typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a).localeCompare(String(b), 'en', { numeric: true });
}

export function WorkersView() {
  const open = (row: number): void => {
    const key = rows.value[row]?.actor;
    if (key !== undefined) go({ actor: key });
  };
  return (
    <section class="view" aria-label="Workers">
      <PoolCharts />
      <div class="bar">
        <Search placeholder="Filter workers: ml, ready …" />
      </div>
      {rows.value.length === 0 ? (
        <Empty title="No worker.">A pool's workers are here from the moment it starts.</Empty>
      ) : (
        <Rows
          rows={rows.value}
          height={36}
          role="table"
          label="Workers"
          open={open}
          head={<Head />}
          draw={(worker, index, atCursor) => (
            <div
              key={worker.id}
              class={`row worker-row${atCursor ? ' at-cursor' : ''}${route.value.actor === worker.actor ? ' chosen' : ''}`}
              role="row"
              aria-rowindex={index + 2}
              onClick={() => open(index)}
            >
              {COLUMNS.map(({ name, look, draw }) => (
                <span key={name} class={`cell ${look}`} role="cell">
                  {draw(worker)}
                </span>
              ))}
            </div>
          )}
        />
      )}
    </section>
  );
}

function Head() {
  const { column, down } = sort.value;
  return (
    <div class="table-head worker-row" role="row" aria-rowindex={1}>
      {COLUMNS.map(({ name, look }) => (
        <span
          key={name}
          class={`cell ${look}`}
          role="columnheader"
          aria-sort={column !== name ? 'none' : down ? 'descending' : 'ascending'}
        >
          <button type="button" onClick={() => (sort.value = { column: name, down: column === name && !down })}>
            {name}
            <span class="sort" aria-hidden="true">
              {column !== name ? '' : down ? '↓' : '↑'}
            </span>
          </button>
        </span>
      ))}
    </div>
  );
}
