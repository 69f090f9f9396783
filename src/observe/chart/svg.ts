/** A drawing as a file of its own: an SVG with its colours in it, light and dark. */
import type { Drawing } from './draw.ts';
import { markup, shape } from './shape.ts';

const STYLE = `
  svg { color-scheme: light dark; --ink: #1c2024; --soft: #60646c; --line: #9aa0a8; --box: #fff; --back: #f7f8f9; }
  @media (prefers-color-scheme: dark) {
    svg { --ink: #edeef0; --soft: #a4a9b1; --line: #656b74; --box: #202429; --back: #16191d; }
  }
  text { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; text-anchor: middle; dominant-baseline: central; }
  .page { fill: var(--back); }
  .state rect { fill: var(--box); stroke: var(--line); }
  .state.compound rect, .state.parallel rect { fill: none; }
  .state .inner { fill: none; }
  .state text { fill: var(--ink); font-weight: 600; }
  .arrow .line { fill: none; stroke: var(--line); }
  .arrow .head { fill: var(--line); }
  .arrow text { fill: var(--soft); }
  .start { fill: var(--ink); }
`;

/** @param title what a screen reader says, and what a browser shows as the picture's name. */
export function svgFile({ width, height, shapes }: Drawing, title: string): string {
  const frame = { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img' };
  const page = shape('rect', { class: 'page', width, height });
  return `${markup(shape('svg', frame, shape('title', {}, title), shape('style', {}, STYLE), page, ...shapes))}\n`;
}
