/** A machine's section of `docs/reference/machines.md`: its diagram, and what each state is for and each event does there. */
import type { AnyStateMachine } from 'xstate';
import { descendants, mermaid } from '../../src/observe/chart/mermaid.ts';
import { chartOf } from '../../src/observe/chart/model.ts';
import type { ChartMove, ChartState } from '../../src/observe/chart/types.ts';

/** `KILL → killing`; an event that changes nothing is in parentheses. */
function words({ event, to, guard, acts }: ChartMove): string {
  const asked = guard === undefined ? event : `${event} [${guard}]`;
  if (to !== undefined) return `${asked} → ${to}`;
  return acts ? `${asked} is noted` : `(${asked})`;
}

function row({ path, description = '', moves }: ChartState): string {
  return `| ${path} | ${description} | ${moves.map(words).join(', ')} |`;
}

export function chart(machine: AnyStateMachine): string {
  const drawn = chartOf(machine);
  return [
    `## ${drawn.id}`,
    '',
    '```mermaid',
    mermaid(drawn),
    '```',
    '',
    '| state | | its events |',
    '|---|---|---|',
    ...descendants(drawn.states).map(row),
    '',
    `In every state that does not say otherwise: ${drawn.moves.map(words).join(', ')}.`,
    '',
  ].join('\n');
}
