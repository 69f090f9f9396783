/** The views, with what in each wants to be looked at; the pools below them. */

import type { PoolRow } from '../../feed/types.ts';
import type { Tone } from '../model/condition.ts';
import { VIEWS, type View } from '../model/route.ts';
import { count } from '../model/units.ts';
import { Icon } from '../parts/icon.tsx';
import { State } from '../parts/state.tsx';
import { go, route } from '../state/route.ts';
import { actors, crashes, faults, ledger, pools, workers } from '../state/store.ts';

const sizes = (): Partial<Record<View, number>> => ({
  tree: actors.value.size,
  workers: workers.value.size,
  calls: ledger.value.open,
  crashes: crashes.value.length,
  faults: faults.value.length,
});

export function Rail() {
  const size = sizes();
  return (
    <nav class="rail" aria-label="Views">
      <ul class="views">
        {VIEWS.map((view, index) => (
          <li key={view}>
            <a
              href={`#/${view}`}
              class="view-link"
              aria-current={route.value.view === view ? 'page' : undefined}
              title={`${view} (${index + 1})`}
              onClick={(event) => {
                event.preventDefault();
                go({ view, query: '' });
              }}
            >
              <Icon name={view} />
              <span class="view-name">{view}</span>
              <span class={`view-size ${view === 'crashes' && size[view] ? 'tone-failing' : ''}`}>
                {size[view] === undefined || size[view] === 0 ? '' : count(size[view])}
              </span>
            </a>
          </li>
        ))}
      </ul>
      <section class="rail-pools" aria-label="Pools">
        <h2>Pools</h2>
        {[...pools.value.values()].map((pool) => (
          <Pool key={pool.name} pool={pool} />
        ))}
      </section>
    </nav>
  );
}

const TONES: Readonly<Record<PoolRow['status'], Tone>> = {
  idle: 'gone',
  starting: 'starting',
  ready: 'live',
  failed: 'failing',
  stopping: 'ending',
  stopped: 'gone',
};

function Pool({ pool }: { readonly pool: PoolRow }) {
  const full = Math.min(1, pool.inFlight / Math.max(1, pool.size * pool.concurrency));
  return (
    <div class="pool">
      <p class="pool-name">
        <span class="clip">{pool.name}</span>
        <State condition={{ tone: TONES[pool.status], word: pool.status }} />
      </p>
      <meter class="pool-meter" aria-label={`${pool.name}: share of its places in use`} value={full} />
      <p class="pool-load">
        {count(pool.inFlight)} in flight · {count(pool.waiting)} of {count(pool.queue)} waiting
      </p>
    </div>
  );
}
