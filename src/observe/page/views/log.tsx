/** Everything that happened, newest at the end, filtered by what the address says. */
import { computed } from '@preact/signals';
import { matches, parseFilter } from '../model/filter.ts';
import type { LogRow } from '../model/log-row.ts';
import { count, timeOfDay } from '../model/units.ts';
import { Empty } from '../parts/empty.tsx';
import { Rows } from '../parts/rows.tsx';
import { Search } from '../parts/search.tsx';
import { go, route } from '../state/route.ts';
import { actors, counts, log, wallOffset, world } from '../state/store.ts';

const QUICK = [
  'type:exit,crash,restarting,escalated',
  'type:stderr,stdout',
  'type:transition',
  'type:action,fault',
  '-type:message',
] as const;

const filter = computed(() => parseFilter(route.value.query));
const rows = computed(() => {
  const { at } = world.value;
  return log.value.filter((row) => matches(filter.value, row, at));
});

/** Of what is said about an actor, its pane. */
function lookAt(row: LogRow | undefined): void {
  const id = row?.actor.replace(/#\d+$/, '');
  const actor = [...actors.value.values()].find((candidate) => candidate.id === id);
  if (actor !== undefined) go({ actor: actor.key });
}

const TONES: Readonly<Record<string, string>> = {
  exit: 'tone-failing',
  crash: 'tone-failing',
  escalated: 'tone-failing',
  start_failed: 'tone-failing',
  dead_letter: 'tone-failing',
  restarting: 'tone-waiting',
  unhandled: 'tone-waiting',
  started: 'tone-live',
  ready: 'tone-live',
  stopped: 'tone-gone',
  action: 'tone-ending',
  fault: 'tone-ending',
  transition: 'tone-starting',
};

/** An end as it was meant to be is no failure. */
const toneOf = ({ type, says }: LogRow): string =>
  type === 'exit' && /^(normal|shutdown)/.test(says) ? 'tone-gone' : (TONES[type] ?? '');

export function LogView() {
  const { dropped } = counts.value;
  return (
    <section class="view log-view" aria-label="Event log">
      <div class="bar">
        <Search placeholder="actor:worker:ml/1 type:exit,crash since:5m -type:message" problem={filter.value.problem} />
        <p class="legend soft numbers">
          {count(rows.value.length)} of {count(log.value.length)}
          {dropped + world.value.missed > 0 && ` · ${count(dropped + world.value.missed)} dropped`}
        </p>
      </div>
      <div class="chips" role="group" aria-label="Quick filters">
        {QUICK.map((query) => (
          <button
            key={query}
            type="button"
            class="chip mono"
            aria-pressed={route.value.query === query}
            onClick={() => go({ query: route.value.query === query ? '' : query })}
          >
            {query}
          </button>
        ))}
      </div>
      {rows.value.length === 0 ? (
        <Empty title={log.value.length === 0 ? 'Nothing has happened yet.' : 'Nothing matches.'}>
          Fields are actor:, type:, says: and since:5m; a minus in front turns a term round; words are looked for
          everywhere.
        </Empty>
      ) : (
        <Rows
          rows={rows.value}
          height={24}
          role="log"
          label="Events"
          follow
          open={(row) => lookAt(rows.value[row])}
          draw={(row, index, atCursor) => (
            <div
              key={`${row.seq}:${index}`}
              class={`row log-row${atCursor ? ' at-cursor' : ''}`}
              title={row.says}
              onClick={() => lookAt(row)}
            >
              <time class="time">{timeOfDay(row.at + wallOffset.value)}</time>
              <span class={`type ${toneOf(row)}`}>{row.type}</span>
              <span class="mono clip">{row.actor}</span>
              <span class="clip says">{row.says}</span>
            </div>
          )}
        />
      )}
    </section>
  );
}
