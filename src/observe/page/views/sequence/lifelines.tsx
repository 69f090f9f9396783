/** The actors of the sequence: a name on top, a line all the way down. */
import { COLUMN, middleOf, widthOf } from './columns.ts';
import { SEQUENCE_ROW } from './line.tsx';

export function Lifelines({ names, rows }: { readonly names: readonly string[]; readonly rows: number }) {
  return (
    <div class="lifelines" style={{ inlineSize: `${widthOf(names.length)}px` }} role="presentation">
      {names.map((name, column) => (
        <div key={name} style={{ insetInlineStart: `${middleOf(column)}px` }}>
          <span class="actor-name mono clip" style={{ maxInlineSize: `${COLUMN - 12}px` }} title={name}>
            {name}
          </span>
          <i class="lifeline" style={{ blockSize: `${rows * SEQUENCE_ROW}px` }} />
        </div>
      ))}
    </div>
  );
}
