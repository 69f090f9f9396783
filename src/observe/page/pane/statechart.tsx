/** An actor's statechart: the states that it is in are lit, the move that led there flashes. */
import { h } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Drawing } from '../../chart/draw.ts';
import type { Shape } from '../../chart/shape.ts';
import type { Chart, ChartMove } from '../../chart/types.ts';
import type { ActorRow, TransitionDelta } from '../../feed/types.ts';
import { drawing } from '../io/layout.ts';
import { litStates } from '../model/lit.ts';
import { transitions } from '../state/store.ts';
import { attempt } from '../state/toast.ts';

export function Statechart({ chart, actor }: { readonly chart: Chart; readonly actor: ActorRow }) {
  const [drawn, setDrawn] = useState<Drawing | undefined>(undefined);
  useEffect(() => attempt(drawing(chart).then(setDrawn)), [chart]);
  const frame = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => centre(frame.current), [drawn, actor.value]);
  const lit = litStates(actor.value);
  const last = transitions.value.get(actor.path);
  return (
    <figure class="chart-frame">
      {drawn === undefined ? (
        <p class="soft chart-wait">Drawing the chart …</p>
      ) : (
        <div class="chart-scroll" ref={frame}>
          <svg
            class="chart"
            width={drawn.width * SCALE}
            height={drawn.height * SCALE}
            viewBox={`0 0 ${drawn.width} ${drawn.height}`}
            role="img"
            aria-label={`Statechart of ${chart.id}: ${actor.value ?? actor.state}`}
          >
            {drawn.shapes.map((shape, index) => element(shape, index, lit, last))}
          </svg>
        </div>
      )}
      <figcaption class="soft">
        {last === undefined ? 'No event since you look.' : <Last {...last} />}
        {chart.moves.some(leads) && (
          <details>
            <summary>In every state that does not say otherwise</summary>
            <p class="mono">
              {chart.moves
                .filter(leads)
                .map(({ event, to }) => `${event} → ${to}`)
                .join(', ')}
            </p>
          </details>
        )}
      </figcaption>
    </figure>
  );
}

/** Its text is as large as the page's small print. */
const SCALE = 0.9;

/** Scrolls to the state that it is in. */
function centre(frame: HTMLElement | null): void {
  const lit = [...(frame?.querySelectorAll<SVGGElement>('.state.lit') ?? [])].at(-1)?.getBBox();
  if (frame === null || lit === undefined) return;
  // Both ways in one step: a second smooth scroll would end the first.
  frame.scrollTo({
    left: (lit.x + lit.width / 2) * SCALE - frame.clientWidth / 2,
    top: (lit.y + lit.height / 2) * SCALE - frame.clientHeight / 2,
  });
}

const leads = ({ to }: ChartMove): boolean => to !== undefined;

function Last({ event, from, to }: TransitionDelta) {
  return (
    <>
      last: <span class="mono">{event}</span>, {from === to ? `stayed ${to}` : `${from} → ${to}`}
    </>
  );
}

function element(
  { tag, attributes, children }: Shape,
  key: number,
  lit: ReadonlySet<string>,
  last: TransitionDelta | undefined,
): preact.VNode {
  const inner = children.map((child, index) => (typeof child === 'string' ? child : element(child, index, lit, last)));
  const path = attributes['data-path'];
  const on = typeof path === 'string' && lit.has(path);
  const moved = last !== undefined && attributes['data-to'] === last.to && attributes['data-from'] === last.from;
  const look = [attributes['class'] ?? '', on ? 'lit' : '', moved ? 'moved' : ''].join(' ').trim();
  // A move that is made again is drawn anew, so that it flashes again.
  const again = moved ? `${key}@${last.seq}` : key;
  return h(tag, { ...attributes, ...(look === '' ? {} : { class: look }), key: again }, ...inner);
}
