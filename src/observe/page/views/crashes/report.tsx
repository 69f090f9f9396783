/** One crash with everything that is remembered of it. */
import type { CrashRow } from '../../../feed/types.ts';
import { bytes, span, timeOfDay } from '../../model/units.ts';
import { Sparkline } from '../../parts/sparkline.tsx';
import { LastMoments } from './last-moments.tsx';
import { Said } from './said.tsx';

export function Report({ crash }: { readonly crash: CrashRow }) {
  const { worker, incarnation, pid, cause, decision, uptimeMs, usage, inFlight, wall } = crash;
  const atDeath = usage.at(-1);
  return (
    <article class="report" aria-label={`Crash of ${worker}#${incarnation}`}>
      <header>
        <h2>{cause}</h2>
        <p class="soft">
          <span class="mono">
            {worker}#{incarnation}
          </span>{' '}
          at {timeOfDay(wall)}, after {span(uptimeMs)}
        </p>
        {decision !== undefined && (
          <p class="decision">
            <strong>Decided</strong> {decision}
          </p>
        )}
      </header>
      <dl class="facts">
        <Fact name="ended by" value={endOf(crash)} />
        <Fact name="pid" value={pid === undefined ? 'none' : String(pid)} />
        <Fact name="why" value={crash.why} />
        <Fact name="in flight" value={inFlight.length === 0 ? 'nothing' : callsOf(inFlight)} />
        {atDeath !== undefined && (
          <div>
            <dt>memory</dt>
            <dd>
              {bytes(atDeath.rss)}
              <Sparkline values={usage.map(({ rss }) => rss)} most={1} label="Memory before the end" />
            </dd>
          </div>
        )}
        {crash.explanation !== '' && crash.explanation !== cause && <Fact name="process" value={crash.explanation} />}
      </dl>
      <Said crash={crash} />
      <LastMoments crash={crash} />
    </article>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function endOf({ code, signal }: CrashRow): string {
  if (signal !== null) return signal;
  return code === null ? 'nothing: it had no process' : `exit code ${code}`;
}

/** `classify ×21, train` */
function callsOf(calls: CrashRow['inFlight']): string {
  const tally = new Map<string, number>();
  for (const { tool, became } of calls) {
    const name = became === 'failed' ? tool : `${tool} (${became})`;
    tally.set(name, (tally.get(name) ?? 0) + 1);
  }
  return [...tally].map(([tool, times]) => (times === 1 ? tool : `${tool} ×${times}`)).join(', ');
}
