/** A state as a shape: each tone has its own, so that colour never stands alone. */
import type { Tone } from '../model/condition.ts';

const SHAPES: Readonly<Record<Tone, preact.JSX.Element>> = {
  live: <circle cx="6" cy="6" r="4" class="filled" />,
  starting: <path d="M6 2a4 4 0 1 1-4 4" class="stroked" />,
  waiting: <path d="M6 1.6 10.6 10H1.4Z" class="stroked" />,
  failing: <path d="M2.5 2.5l7 7m0-7l-7 7" class="stroked thick" />,
  ending: <path d="M2 4l4 4 4-4" class="stroked thick" />,
  gone: <circle cx="6" cy="6" r="3.5" class="stroked" />,
};

export function Mark({ tone }: { readonly tone: Tone }) {
  return (
    <svg class={`mark tone-${tone}`} viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      {SHAPES[tone]}
    </svg>
  );
}
