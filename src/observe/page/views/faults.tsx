/** Faults: those in force, with their undo, and the buttons that make them, where the token allows. */
import { toneOf } from '../model/condition.ts';
import { lastOf } from '../model/log-row.ts';
import { span, timeOfDay } from '../model/units.ts';
import { Actions } from '../parts/actions.tsx';
import { Empty } from '../parts/empty.tsx';
import { State } from '../parts/state.tsx';
import { actionsOf, perform } from '../state/commands.ts';
import { may } from '../state/connection.ts';
import { now } from '../state/now.ts';
import { faults, log, wallOffset, workers } from '../state/store.ts';

export function FaultsView() {
  return (
    <section class="view faults-view" aria-label="Faults">
      <div class="scroll">
        <h2>In force</h2>
        {faults.value.length === 0 ? <p class="soft">None: whatever happens now happens by itself.</p> : <InForce />}
        <h2>Make one</h2>
        {may.value.length === 0 ? (
          <Empty title="This token may only look.">
            Start the observer with actions allowed, and open the page with the token that it prints for them.
          </Empty>
        ) : (
          <Workers />
        )}
        <h2>Made by readers of this page</h2>
        <Made />
      </div>
    </section>
  );
}

function InForce() {
  return (
    <ul class="cards">
      {faults.value.map(({ id, kind, target, hits, since, details }) => (
        <li key={id} class="card fault">
          <span class="mono">{kind}</span>
          <span class="mono clip">{target}</span>
          <span class="soft clip">
            {Object.entries(details)
              .map(([name, value]) => `${name} ${value}`)
              .join(', ')}
          </span>
          <span class="soft numbers">
            {hits} hits · {span(Math.max(0, now.value - since))}
          </span>
          {may.value.includes('undo') && (
            <button type="button" class="button" onClick={() => perform({ do: 'undo', fault: id })}>
              Undo
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function Workers() {
  return (
    <ul class="cards">
      {[...workers.value.values()].map((worker) => (
        <li key={worker.id} class="card target">
          <span class="mono clip">
            {lastOf(worker.id)}
            <span class="life">#{worker.incarnation}</span>
          </span>
          <State condition={{ tone: toneOf(worker.state), word: worker.state }} />
          <Actions of={actionsOf(worker)} who={worker.id} />
        </li>
      ))}
    </ul>
  );
}

function Made() {
  const made = log.value
    .filter(({ type }) => type === 'action' || type === 'fault')
    .slice(-20)
    .reverse();
  if (made.length === 0) return <p class="soft">Nothing yet.</p>;
  return (
    <ol class="steps">
      {made.map(({ at, actor, says, seq }, index) => (
        <li key={`${seq}:${index}`}>
          <time class="time">{timeOfDay(at + wallOffset.value)}</time>
          <span class="mono clip">{actor}</span>
          <span>{says}</span>
        </li>
      ))}
    </ol>
  );
}
