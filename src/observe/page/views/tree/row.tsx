/** A line of the tree: who, how, how often restarted and what is left of its supervisor's patience. */
import { conditionOf } from '../../model/condition.ts';
import { lastOf } from '../../model/log-row.ts';
import type { TreeRow } from '../../model/tree.ts';
import { Countdown } from '../../parts/countdown.tsx';
import { State } from '../../parts/state.tsx';
import { workers } from '../../state/store.ts';
import { Patience } from './patience.tsx';

export const TREE_ROW = 30;

interface LineProps {
  readonly row: TreeRow;
  readonly atCursor: boolean;
  readonly chosen: boolean;
  readonly open: () => void;
  readonly fold: (open: boolean) => void;
}

export function TreeRowLine({ row, atCursor, chosen, open, fold }: LineProps) {
  const { actor, level, position, siblings, children } = row;
  const condition = conditionOf(actor);
  const name = lastOf(actor.id);
  const life = actor.incarnation > 1 || actor.id.startsWith('worker:') ? `#${actor.incarnation}` : '';
  return (
    <div
      class={`row tree-row tone-${condition.tone}${atCursor ? ' at-cursor' : ''}`}
      role="treeitem"
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-expanded={children === 0 ? undefined : row.open}
      aria-selected={chosen}
      aria-label={`${name}${life}, ${condition.word}`}
      onClick={open}
    >
      <span class="tree-name" style={{ paddingInlineStart: `${(level - 1) * 18}px` }}>
        {children === 0 ? (
          <span class="twist" />
        ) : (
          <button
            type="button"
            class="twist"
            tabIndex={-1}
            aria-label={row.open ? `Close ${name}` : `Open ${name}`}
            onClick={(event) => {
              event.stopPropagation();
              fold(!row.open);
            }}
          >
            {row.open ? '▾' : '▸'}
          </button>
        )}
        <span class="clip mono">
          {name}
          <span class="life">{life}</span>
        </span>
        {actor.supervisor !== undefined && <span class="badge strategy">{actor.supervisor.strategy}</span>}
      </span>
      <span class="tree-state">
        <State condition={condition} />
        {actor.backoffDueAt !== undefined && <Countdown to={actor.backoffDueAt} />}
      </span>
      <span class="tree-load">{loadOf(actor.id)}</span>
      <span class="tree-restarts">
        {actor.supervisor !== undefined ? (
          <Patience facts={actor.supervisor} />
        ) : actor.restarts > 0 ? (
          `${actor.restarts} restart${actor.restarts === 1 ? '' : 's'}`
        ) : (
          ''
        )}
      </span>
    </div>
  );
}

function loadOf(id: string): string {
  const worker = workers.value.get(id);
  if (worker?.pid === undefined) return '';
  return `pid ${worker.pid} · ${worker.inFlight} in flight`;
}
