/** A message: an arrow from one line to another, or a loop where an actor tells itself. */
import type { MessageRow } from '../../../feed/types.ts';
import { lastOf } from '../../model/log-row.ts';
import { lineOf } from '../../model/mermaid.ts';
import { span, timeOfDay } from '../../model/units.ts';
import { wallOffset } from '../../state/store.ts';
import { middleOf, widthOf } from './columns.ts';

export const SEQUENCE_ROW = 30;

interface LineProps {
  readonly message: MessageRow;
  readonly before: MessageRow | undefined;
  readonly columns: ReadonlyMap<string, number>;
  readonly chosen: boolean;
  readonly atCursor: boolean;
  readonly choose: (extend: boolean) => void;
}

export function MessageLine({ message, before, columns, chosen, atCursor, choose }: LineProps) {
  const { from, to, event, at, cause } = message;
  const [start, end] = [middleOf(columns.get(lineOf(from)) ?? 0), middleOf(columns.get(lineOf(to)) ?? 0)];
  const known = columns.has(lineOf(from)) && columns.has(lineOf(to));
  const label = `${event}, from ${lastOf(from)} to ${lastOf(to)}`;
  const later = before === undefined ? '' : `+${span(at - before.at)}`;
  return (
    <div class={`row message-row${chosen ? ' chosen' : ''}${atCursor ? ' at-cursor' : ''}`} role="listitem">
      <button
        type="button"
        aria-pressed={chosen}
        aria-label={label}
        title={cause === undefined ? label : `${label}; because of message ${cause}`}
        style={{ inlineSize: `${widthOf(columns.size)}px` }}
        onClick={(click) => choose(click.shiftKey)}
      >
        <span class="time" title={timeOfDay(at + wallOffset.value)}>
          {later}
        </span>
        <svg class="arrow-line" width={widthOf(columns.size)} height={SEQUENCE_ROW} aria-hidden="true">
          {known && (start === end ? <Loop at={start} /> : <Arrow from={start} to={end} />)}
          <text
            x={start === end ? start + 30 : (start + end) / 2}
            y={start === end ? 18 : 12}
            class={start === end ? 'beside' : ''}
          >
            {event}
          </text>
        </svg>
      </button>
    </div>
  );
}

function Arrow({ from, to }: { readonly from: number; readonly to: number }) {
  const back = to > from ? -7 : 7;
  return (
    <>
      <path class="line" d={`M${from} 20H${to}`} />
      <path class="head" d={`M${to} 20l${back} -3.500v7z`} />
      <circle class="head" cx={from} cy="20" r="2" />
    </>
  );
}

function Loop({ at }: { readonly at: number }) {
  return (
    <>
      <path class="line" d={`M${at} 9h22v12h-20`} />
      <path class="head" d={`M${at} 21l7 -3.500v7z`} />
    </>
  );
}
