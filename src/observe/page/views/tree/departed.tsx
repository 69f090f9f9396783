/** Those that have gone for good, greyed, for a while. */
import type { DepartedRow } from '../../../feed/types.ts';
import { lastOf } from '../../model/log-row.ts';
import { timeOfDay } from '../../model/units.ts';
import { Mark } from '../../parts/mark.tsx';

export function Departed({ rows }: { readonly rows: readonly DepartedRow[] }) {
  return (
    <details class="departed">
      <summary>
        {rows.length} {rows.length === 1 ? 'has' : 'have'} gone
      </summary>
      <ul>
        {rows.map(({ path, id, incarnation, reason, ordered, wall }) => (
          <li key={`${path}#${incarnation}@${wall}`}>
            <Mark tone={ordered ? 'gone' : 'failing'} />
            <span class="mono clip">
              {lastOf(id)}#{incarnation}
            </span>
            <span class="clip reason">{reason}</span>
            <time class="time">{timeOfDay(wall)}</time>
          </li>
        ))}
      </ul>
    </details>
  );
}
