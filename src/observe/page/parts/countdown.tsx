/** How long until something is due: counts down as the host's clock goes. */
import type { Ms } from '../../../model/clock.ts';
import { span } from '../model/units.ts';
import { now } from '../state/now.ts';

export function Countdown({ to }: { readonly to: Ms }) {
  const left = Math.max(0, to - now.value);
  return <span class="countdown">in {span(Math.round(left / 10) * 10)}</span>;
}
