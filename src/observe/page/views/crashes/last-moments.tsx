/** What led to it: the states that its machine went through, and what happened around it. */
import type { CrashRow } from '../../../feed/types.ts';
import { timeOfDay } from '../../model/units.ts';

const SHOWN = 20;

export function LastMoments({ crash: { transitions, before } }: { readonly crash: CrashRow }) {
  return (
    <div class="moments">
      {transitions.length > 0 && (
        <section>
          <h3>Its states</h3>
          <ol class="steps">
            {transitions.slice(-SHOWN).map(({ wall, event, state }, index) => (
              <li key={index}>
                <time class="time">{timeOfDay(wall)}</time>
                <span class="mono soft">{event === 'xstate.init' ? 'start' : event}</span>
                <span class="mono">{state}</span>
              </li>
            ))}
          </ol>
        </section>
      )}
      {before.length > 0 && (
        <section>
          <h3>Before it</h3>
          <ol class="steps">
            {before.slice(-SHOWN).map(({ wall, type, who, says }, index) => (
              <li key={index}>
                <time class="time">{timeOfDay(wall)}</time>
                <span class="mono soft clip">{type}</span>
                <span>
                  <span class="mono">{who}</span> {says}
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  );
}
