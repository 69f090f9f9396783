/** What the kernel knows of an actor: its place, its flags, who is tied to it, what it waits for, what was decided. */
import type { ActorDetail, ActorRow } from '../../feed/types.ts';
import { lastOf } from '../model/log-row.ts';
import { span, timeOfDay } from '../model/units.ts';
import { now } from '../state/now.ts';

export function ActorFacts({ actor, detail }: { readonly actor: ActorRow; readonly detail: ActorDetail | undefined }) {
  const { supervisor } = actor;
  return (
    <>
      <section>
        <h3>Actor</h3>
        <dl class="facts">
          <Fact name="path" value={actor.path} />
          <Fact name="restart" value={actor.restart} />
          <Fact name="restarts" value={String(actor.restarts)} />
          {supervisor !== undefined && <Fact name="strategy" value={supervisor.strategy} />}
          {supervisor !== undefined && (
            <Fact name="intensity" value={`${supervisor.intensity} in ${span(supervisor.periodMs)}`} />
          )}
          {supervisor !== undefined && supervisor.hidden > 0 && (
            <Fact name="not shown" value={`${supervisor.hidden} children`} />
          )}
          {detail !== undefined && (
            <>
              <Fact name="links" value={named(detail.links)} />
              <Fact name="monitors" value={named(detail.monitors)} />
              <Fact name="monitored by" value={named(detail.monitoredBy)} />
              <Fact
                name="children"
                value={detail.children.map(({ id, state }) => `${id} (${state})`).join(', ') || 'none'}
              />
              <Fact name="unhandled" value={String(detail.unhandled)} />
              <Fact name="dead letters" value={String(detail.deadLetters)} />
            </>
          )}
        </dl>
      </section>
      {detail !== undefined && detail.timers.length > 0 && (
        <section>
          <h3>Timers</h3>
          <ul class="plain">
            {detail.timers.map(({ what, dueAt }, index) => (
              <li key={index}>
                <span class="mono">{what}</span>{' '}
                <span class="numbers soft">in {span(Math.max(0, dueAt - now.value))}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {detail !== undefined && detail.decisions.length > 0 && (
        <section>
          <h3>Decisions</h3>
          <ol class="plain">
            {detail.decisions
              .toReversed()
              .slice(0, 8)
              .map(({ wall, sentence }, index) => (
                <li key={index}>
                  <time class="time">{timeOfDay(wall)}</time> {sentence}
                </li>
              ))}
          </ol>
        </section>
      )}
    </>
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

const named = (paths: readonly string[]): string => paths.map(lastOf).join(', ') || 'none';
