/** Of a worker: its process in numbers, and its memory and CPU over the last two minutes. */
import { bytes, count, span } from '../model/units.ts';
import { Plot } from '../parts/plot.tsx';
import { workers, world } from '../state/store.ts';

export function WorkerFacts({ id }: { readonly id: string }) {
  const worker = workers.value.get(id);
  if (worker === undefined) return null;
  const samples = world.value.workerSamples.get(id) ?? [];
  const times = samples.map(({ at }) => at / 1_000);
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['pid', worker.pid?.toString()],
    ['CPU', worker.cpuPercent === undefined ? undefined : `${Math.round(worker.cpuPercent)} %`],
    ['memory', worker.rssBytes === undefined ? undefined : bytes(worker.rssBytes)],
    ['in flight', count(worker.inFlight)],
    ['answered', count(worker.answered)],
    ['p50', worker.p50Ms === undefined ? undefined : span(worker.p50Ms)],
    ['p95', worker.p95Ms === undefined ? undefined : span(worker.p95Ms)],
    ['uptime', worker.uptimeMs === undefined ? undefined : span(worker.uptimeMs)],
    ['threads', worker.threads?.toString()],
    ['fds', worker.fds?.toString()],
    ['node', worker.node],
    ['Python', worker.python],
  ];
  return (
    <section>
      <h3>Process</h3>
      <dl class="facts tiles">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value ?? '–'}</dd>
          </div>
        ))}
      </dl>
      {samples.length > 1 && (
        <div class="pane-plots">
          <figure>
            <figcaption class="soft">CPU, %</figcaption>
            <Plot
              label="CPU in percent"
              height={72}
              times={times}
              unit={(value) => String(Math.round(value))}
              series={[{ name: 'CPU', color: '--accent', values: samples.map(({ cpu }) => cpu) }]}
            />
          </figure>
          <figure>
            <figcaption class="soft">Memory, MB</figcaption>
            <Plot
              label="Memory in megabytes"
              height={72}
              times={times}
              unit={(value) => String(Math.round(value))}
              series={[{ name: 'memory', color: '--ending', values: samples.map(({ rss }) => rss / 1_048_576) }]}
            />
          </figure>
        </div>
      )}
    </section>
  );
}
