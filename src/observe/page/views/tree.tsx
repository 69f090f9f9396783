/** The supervision tree, live: as rows, or as a map. */
import { computed, signal } from '@preact/signals';
import { departedRows, treeRows } from '../model/tree.ts';
import { Empty } from '../parts/empty.tsx';
import { Icon } from '../parts/icon.tsx';
import { Rows } from '../parts/rows.tsx';
import { Search } from '../parts/search.tsx';
import { go, route } from '../state/route.ts';
import { actors, departed } from '../state/store.ts';
import { Departed } from './tree/departed.tsx';
import { TreeMap } from './tree/map.tsx';
import { TREE_ROW, TreeRowLine } from './tree/row.tsx';

const closed = signal<ReadonlySet<string>>(new Set());
const asMap = signal(false);

const rows = computed(() => {
  const query = route.value.query.toLowerCase();
  const all = treeRows(actors.value, query === '' ? closed.value : new Set());
  return query === ''
    ? all
    : all.filter(({ actor }) => `${actor.id} ${actor.state} ${actor.value}`.toLowerCase().includes(query));
});
const gone = computed(() => departedRows(departed.value, actors.value));

function fold(row: number, open: boolean): void {
  const key = rows.value[row]?.actor.key;
  if (key === undefined) return;
  const next = new Set(closed.value);
  if (open) next.delete(key);
  else next.add(key);
  closed.value = next;
}

export function TreeView() {
  const open = (row: number): void => {
    const key = rows.value[row]?.actor.key;
    if (key !== undefined) go({ actor: key });
  };
  return (
    <section class="view tree-view" aria-label="Supervision tree">
      <div class="bar">
        <Search placeholder="Filter actors: worker:ml, backoff …" />
        <div class="switch" role="group" aria-label="Shown as">
          <button type="button" aria-pressed={!asMap.value} onClick={() => (asMap.value = false)}>
            <Icon name="rows" /> Rows
          </button>
          <button type="button" aria-pressed={asMap.value} onClick={() => (asMap.value = true)}>
            <Icon name="map" /> Map
          </button>
        </div>
      </div>
      {rows.value.length === 0 ? (
        <Empty title={route.value.query === '' ? 'Nobody lives here yet.' : 'No actor matches.'}>
          {route.value.query === '' ? 'Actors appear as soon as the runtime starts.' : 'Esc clears the filter.'}
        </Empty>
      ) : asMap.value ? (
        <TreeMap rows={rows.value} />
      ) : (
        <Rows
          rows={rows.value}
          height={TREE_ROW}
          role="tree"
          label="Supervision tree"
          open={open}
          fold={fold}
          draw={(row, index, atCursor) => (
            <TreeRowLine
              key={row.actor.key}
              row={row}
              atCursor={atCursor}
              chosen={route.value.actor === row.actor.key}
              open={() => open(index)}
              fold={(wide) => fold(index, wide)}
            />
          )}
        />
      )}
      {gone.value.length > 0 && <Departed rows={gone.value} />}
    </section>
  );
}
