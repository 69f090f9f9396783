/** The head of the waterfall: names of its columns, and the time axis. */
import { ticks, type Window } from '../../model/timeline.ts';
import { span } from '../../model/units.ts';

export function Axis({ window }: { readonly window: Window }) {
  return (
    <div class="table-head call-row" role="row" aria-rowindex={1}>
      <span class="cell" role="columnheader">
        tool
      </span>
      <span class="cell" role="columnheader">
        worker
      </span>
      <span class="cell" role="columnheader">
        outcome
      </span>
      <span class="cell number" role="columnheader">
        took
      </span>
      <span class="cell axis" role="columnheader" aria-label="when">
        {ticks(window).map(({ at, ms }) => (
          <span key={ms} class="tick" style={{ insetInlineStart: `${at * 100}%` }}>
            {ms === 0 ? '0' : span(ms)}
          </span>
        ))}
      </span>
    </div>
  );
}
