/** The tree as a map: who is under whom, at a glance, each with its state's shape. */
import { tree } from 'd3-hierarchy';
import { conditionOf } from '../../model/condition.ts';
import { lastOf } from '../../model/log-row.ts';
import { type Branch, hierarchyOf, type TreeRow } from '../../model/tree.ts';
import { Mark } from '../../parts/mark.tsx';
import { go, route } from '../../state/route.ts';

const [ROW, COLUMN, MARGIN] = [28, 190, 16];
/** From a child to the line that its siblings share, and how round that line turns. */
const [STUB, ROUND] = [20, 8];

interface Point {
  readonly x: number;
  readonly y: number;
}

export function TreeMap({ rows }: { readonly rows: readonly TreeRow[] }) {
  const root = tree<Branch>()
    .nodeSize([ROW, COLUMN])
    .separation((a, b) => (a.parent === b.parent ? 1 : 1.25))(hierarchyOf(rows));
  const nodes = root.descendants().filter(({ data }) => data.actor !== undefined);
  const top = Math.min(...nodes.map(({ x }) => x)) - MARGIN;
  const height = Math.max(...nodes.map(({ x }) => x)) - top + MARGIN;
  const width = (Math.max(...nodes.map(({ depth }) => depth)) + 0.2) * COLUMN;
  const links = root.links().filter(({ source }) => source.data.actor !== undefined);
  const at = ({ x, y }: Point): Point => ({ x: y - COLUMN + MARGIN, y: x - top }); // the tree grows to the right
  return (
    <div class="map" tabIndex={0} role="group" aria-label="Map of the supervision tree">
      <div class="map-field" style={{ width: `${width}px`, height: `${height}px` }}>
        <svg width={width} height={height} aria-hidden="true">
          {links.map(({ source, target }) => {
            return <path key={target.data.key} class="branch" d={elbow(at(source), at(target))} />;
          })}
        </svg>
        {nodes.map(({ x, y, data: { key, actor } }) => {
          if (actor === undefined) return null;
          const { tone, word } = conditionOf(actor);
          const place = at({ x, y });
          return (
            <button
              key={key}
              type="button"
              class={`leaf tone-${tone}`}
              aria-pressed={route.value.actor === key}
              aria-label={`${lastOf(actor.id)}, ${word}`}
              title={`${actor.id}: ${word}`}
              style={{ transform: `translate(${place.x}px, ${place.y - 11}px)` }}
              onClick={() => go({ actor: key })}
            >
              <Mark tone={tone} />
              <span class="clip">{lastOf(actor.id)}</span>
            </button>
          );
        })}
      </div>
    </div>
  );
}

/** Straight from a supervisor to the line of its children, along it, and to the child. */
function elbow(from: Point, to: Point): string {
  const round = Math.min(ROUND, Math.abs(to.y - from.y) / 2);
  if (round < 1) return `M${from.x} ${from.y}H${to.x}`;
  const [bend, way] = [to.x - STUB, to.y > from.y ? round : -round];
  return `M${from.x} ${from.y}H${bend - round}q${round} 0 ${round} ${way}V${to.y - way}q0 ${way} ${round} ${way}H${to.x}`;
}
