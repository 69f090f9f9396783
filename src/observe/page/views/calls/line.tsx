/** A call: who, where, how it ended, and when. */
import type { Ms } from '../../../../model/clock.ts';
import type { CallRow } from '../../../feed/types.ts';
import type { Condition } from '../../model/condition.ts';
import { lastOf } from '../../model/log-row.ts';
import { segments, type Window } from '../../model/timeline.ts';
import { span } from '../../model/units.ts';
import { State } from '../../parts/state.tsx';

export const CALL_ROW = 26;

interface LineProps {
  readonly call: CallRow;
  readonly window: Window;
  readonly now: Ms;
  readonly index: number;
  readonly atCursor: boolean;
  readonly open: () => void;
}

export function CallLine({ call, window, now, index, atCursor, open }: LineProps) {
  const { tool, session, worker, incarnation, queuedAt, endedAt, chunks, traceId } = call;
  const title = traceId === undefined ? tool : `${tool}, trace ${traceId}`;
  return (
    <div
      class={`row call-row${atCursor ? ' at-cursor' : ''}`}
      role="row"
      aria-rowindex={index + 2}
      title={title}
      onClick={open}
    >
      <span class="cell mono" role="cell">
        <span class="clip">{tool}</span>
        {session !== undefined && <span class="badge clip">{session}</span>}
        {chunks !== undefined && <span class="badge">{chunks} chunks</span>}
      </span>
      <span class="cell mono soft" role="cell">
        <span class="clip">
          {worker === undefined ? '' : `${lastOf(worker).replace('worker:', '')}#${incarnation ?? ''}`}
        </span>
      </span>
      <span class="cell" role="cell">
        <State condition={conditionOf(call)} />
      </span>
      <span class="cell number" role="cell">
        {span((endedAt ?? now) - queuedAt)}
      </span>
      <span class="cell axis" role="cell">
        {segments(call, window, now).map(({ phase, start, width }) => (
          <i
            key={phase}
            class={`bar-part phase-${phase}${endedAt === undefined ? ' open' : ''}${isFailure(call) ? ' failed' : ''}`}
            style={{ insetInlineStart: `${start * 100}%`, inlineSize: `max(2px, ${width * 100}%)` }}
          />
        ))}
      </span>
    </div>
  );
}

const isFailure = ({ outcome }: CallRow): boolean => outcome !== undefined && outcome !== 'ok';

function conditionOf({ outcome, sentAt }: CallRow): Condition {
  if (outcome === undefined)
    return { tone: sentAt === undefined ? 'waiting' : 'starting', word: sentAt === undefined ? 'queued' : 'running' };
  if (outcome === 'ok') return { tone: 'live', word: 'ok' };
  return {
    tone: outcome === 'VIV_CALL_CANCELLED' ? 'gone' : 'failing',
    word: outcome.replace(/^VIV_/, '').toLowerCase(),
  };
}
