/** Crash reports, the newest first: what happened, what Python said, what was decided and why. */
import { computed, signal } from '@preact/signals';
import { crashKey } from '../model/crash-key.ts';
import { timeOfDay } from '../model/units.ts';
import { Empty } from '../parts/empty.tsx';
import { Mark } from '../parts/mark.tsx';
import { Rows } from '../parts/rows.tsx';
import { Search } from '../parts/search.tsx';
import { route } from '../state/route.ts';
import { crashes } from '../state/store.ts';
import { Report } from './crashes/report.tsx';

const chosen = signal<string | undefined>(undefined);

const rows = computed(() => {
  const query = route.value.query.toLowerCase();
  return crashes.value
    .filter(({ worker, cause, why, stderrTail }) =>
      `${worker} ${cause} ${why} ${stderrTail}`.toLowerCase().includes(query),
    )
    .toReversed();
});

export function CrashesView() {
  const shown = rows.value.find((crash) => crashKey(crash) === chosen.value) ?? rows.value[0];
  const open = (row: number): void => {
    const crash = rows.value[row];
    if (crash !== undefined) chosen.value = crashKey(crash);
  };
  return (
    <section class="view crashes-view" aria-label="Crashes">
      <div class="bar">
        <Search placeholder="Filter crashes: a worker, SIGSEGV, a word of the traceback" />
      </div>
      {shown === undefined ? (
        <Empty title="No crash.">
          When a worker ends unasked, its report is here: exit code or signal, traceback, last words, what was decided.
        </Empty>
      ) : (
        <div class="two">
          <Rows
            rows={rows.value}
            height={52}
            role="list"
            label="Crashes"
            open={open}
            draw={(crash, index, atCursor) => (
              <div key={crashKey(crash)} role="listitem" class={`row crash-row${atCursor ? ' at-cursor' : ''}`}>
                <button type="button" aria-pressed={crash === shown} onClick={() => open(index)}>
                  <span class="crash-who">
                    <Mark tone="failing" />
                    <span class="mono clip">
                      {crash.worker}#{crash.incarnation}
                    </span>
                    <time class="time">{timeOfDay(crash.wall).slice(0, 8)}</time>
                  </span>
                  <span class="clip soft">{crash.cause}</span>
                </button>
              </div>
            )}
          />
          <Report crash={shown} key={crashKey(shown)} />
        </div>
      )}
    </section>
  );
}
