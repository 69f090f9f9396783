/** How the pools have done in the last two minutes: calls a second, and what is waiting and in flight. */
import { rates } from '../../model/samples.ts';
import { count } from '../../model/units.ts';
import { Plot } from '../../parts/plot.tsx';
import { world } from '../../state/store.ts';

export function PoolCharts() {
  return (
    <div class="pool-charts">
      {[...world.value.poolSamples].slice(0, 3).map(([name, samples]) => {
        const perSecond = rates(samples);
        const last = samples.at(-1);
        const rate = perSecond.at(-1);
        if (last === undefined || rate === undefined) return null;
        return (
          <figure key={name} class="card">
            <figcaption>
              <span class="card-title mono clip">pool:{name}</span>
              <span class="key tone-live">{count(Math.round(rate.settledPerSecond))} calls/s</span>
              <span class="key tone-failing">{count(Math.round(rate.failedPerSecond))} errors/s</span>
              <span class="key tone-waiting">{count(last.waiting)} waiting</span>
            </figcaption>
            <Plot
              label={`Pool ${name}`}
              height={96}
              times={perSecond.map(({ at }) => at / 1_000)}
              unit={(value) => count(Math.round(value))}
              series={[
                { name: 'calls per second', color: '--live', values: perSecond.map((of) => of.settledPerSecond) },
                { name: 'errors per second', color: '--failing', values: perSecond.map((of) => of.failedPerSecond) },
                { name: 'waiting', color: '--waiting', values: samples.slice(1).map(({ waiting }) => waiting) },
              ]}
            />
          </figure>
        );
      })}
    </div>
  );
}
