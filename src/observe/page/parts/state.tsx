/** Shape, colour and word of a state, together. */
import type { Condition } from '../model/condition.ts';
import { Mark } from './mark.tsx';

export function State({ condition: { tone, word } }: { readonly condition: Condition }) {
  return (
    <span class={`state-word tone-${tone}`}>
      <Mark tone={tone} />
      <span class="word">{word}</span>
    </span>
  );
}
