/** The last calls as a waterfall: how long each was queued, with a worker, and answering. */
import { computed, signal } from '@preact/signals';
import type { Ms } from '../../../model/clock.ts';
import type { CallRow } from '../../feed/types.ts';
import { fitted, windowOf } from '../model/timeline.ts';
import { Empty } from '../parts/empty.tsx';
import { Rows } from '../parts/rows.tsx';
import { Search } from '../parts/search.tsx';
import { now } from '../state/now.ts';
import { go, route } from '../state/route.ts';
import { calls, workers, world } from '../state/store.ts';
import { Axis } from './calls/axis.tsx';
import { CALL_ROW, CallLine } from './calls/line.tsx';

const SPANS: readonly { readonly name: string; readonly ms: Ms }[] = [
  { name: 'fit', ms: 0 },
  { name: '1 s', ms: 1_000 },
  { name: '10 s', ms: 10_000 },
  { name: '1 m', ms: 60_000 },
  { name: 'all', ms: Number.POSITIVE_INFINITY },
];
const spanMs = signal<Ms>(0);

/** The first row in sight, which the picture is made to fit. */
const first = signal(0);

const textOf = ({ tool, pool, session = '', worker = '', outcome = 'open', traceId = '' }: CallRow): string =>
  `${tool} ${pool} ${session} ${worker} ${outcome} ${traceId}`.toLowerCase();

const rows = computed(() => {
  const query = route.value.query.toLowerCase();
  const { at } = world.value;
  return [...calls.value.values()]
    .filter((call) => textOf(call).includes(query) && (spanMs.value === 0 || (call.endedAt ?? at) >= at - spanMs.value))
    .reverse();
});

export function CallsView() {
  const shown = rows.value;
  // Open calls grow with the clock; when all have ended the picture stands.
  const end = shown.some(({ endedAt }) => endedAt === undefined) ? now.value : world.value.at;
  const whole = windowOf(shown, end);
  const window =
    spanMs.value === 0
      ? fitted(shown, first.value, end)
      : { from: Math.max(whole.from, whole.to - spanMs.value), to: whole.to };
  const open = (row: number): void => {
    const worker = workers.value.get(shown[row]?.worker ?? '');
    if (worker !== undefined) go({ actor: worker.actor });
  };
  return (
    <section class="view calls-view" aria-label="Calls">
      <div class="bar">
        <Search placeholder="Filter calls: a tool, a worker, ok, VIV_…" />
        <div class="switch" role="group" aria-label="How far back">
          {SPANS.map(({ name, ms }) => (
            <button key={name} type="button" aria-pressed={spanMs.value === ms} onClick={() => (spanMs.value = ms)}>
              {name}
            </button>
          ))}
        </div>
        <p class="legend">
          <span class="key phase-queued">queued</span>
          <span class="key phase-sent">with a worker</span>
          <span class="key phase-answering">answering</span>
          {world.value.skipped > 0 && <span class="soft">{world.value.skipped} more had no place</span>}
        </p>
      </div>
      {shown.length === 0 ? (
        <Empty title="No call in this time.">
          Calls appear as they are made; choose a longer time, or clear the filter.
        </Empty>
      ) : (
        <Rows
          rows={shown}
          height={CALL_ROW}
          role="table"
          label="Calls"
          sight={first}
          open={open}
          head={<Axis window={window} />}
          draw={(call, index, atCursor) => (
            <CallLine
              key={call.key}
              call={call}
              window={window}
              now={end}
              index={index}
              atCursor={atCursor}
              open={() => open(index)}
            />
          )}
        />
      )}
    </section>
  );
}
