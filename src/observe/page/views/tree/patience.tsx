/** What is left of a supervisor's intensity: a notch for each restart allowed, draining as the window moves on. */
import type { SupervisorFacts } from '../../../feed/types.ts';
import { span } from '../../model/units.ts';
import { now } from '../../state/now.ts';

const MOST_NOTCHES = 8;

export function Patience({ facts: { intensity, periodMs, restartsAt } }: { readonly facts: SupervisorFacts }) {
  const ages = restartsAt.length === 0 ? [] : restartsAt.map((at) => now.value - at).filter((age) => age < periodMs);
  const label = `${ages.length} of ${intensity} restarts in ${span(periodMs)}`;
  return (
    <span class={`patience${ages.length >= intensity && ages.length > 0 ? ' spent' : ''}`} title={label}>
      {intensity <= MOST_NOTCHES && (
        <span class="notches" aria-hidden="true">
          {Array.from({ length: intensity }, (_, index) => {
            const age = ages[ages.length - 1 - index];
            const left = age === undefined ? 0 : 1 - age / periodMs;
            return <i key={index} style={{ '--left': left.toFixed(2) }} />;
          })}
        </span>
      )}
      <span class="patience-count">
        {ages.length}/{intensity}
      </span>
      <span class="hidden">{label}</span>
    </span>
  );
}
