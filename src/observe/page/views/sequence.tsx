/** Who said what to whom, in order: a line for each actor, an arrow for each message, its cause on request. */
import { computed, signal } from '@preact/signals';
import type { MessageRow } from '../../feed/types.ts';
import { copy } from '../io/download.ts';
import { participants, sequenceText } from '../model/mermaid.ts';
import { Empty } from '../parts/empty.tsx';
import { Icon } from '../parts/icon.tsx';
import { Rows } from '../parts/rows.tsx';
import { Search } from '../parts/search.tsx';
import { route } from '../state/route.ts';
import { messages } from '../state/store.ts';
import { attempt, say } from '../state/toast.ts';
import { MessageFacts } from './sequence/facts.tsx';
import { Lifelines } from './sequence/lifelines.tsx';
import { MessageLine, SEQUENCE_ROW } from './sequence/line.tsx';

const MOST = 400;
const MOST_ACTORS = 24;
/** The message that was clicked, and the other end of a range when Shift was held. */
const range = signal<{ readonly from: number; readonly to: number } | undefined>(undefined);

const shown = computed(() => {
  const words = route.value.query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const text = ({ from, to, event }: MessageRow): string => `${from} ${to} ${event}`.toLowerCase();
  return messages.value.filter((message) => words.every((word) => text(message).includes(word))).slice(-MOST);
});
const chosen = computed(() => {
  const between = range.value;
  return between === undefined ? [] : shown.value.filter(({ seq }) => seq >= between.from && seq <= between.to);
});

function choose({ seq }: MessageRow, extend: boolean): void {
  const before = range.value;
  if (extend && before !== undefined) range.value = { from: Math.min(before.from, seq), to: Math.max(before.to, seq) };
  else range.value = before?.from === seq && before.to === seq ? undefined : { from: seq, to: seq };
}

async function copyText(): Promise<void> {
  const rows = chosen.value.length > 1 ? chosen.value : shown.value;
  await copy(sequenceText(rows));
  say({ ok: true, says: `${rows.length} messages copied as a Mermaid sequence diagram` });
}

export function SequenceView() {
  const rows = shown.value;
  const names = participants(rows).slice(0, MOST_ACTORS);
  const columns = new Map(names.map((name, index) => [name, index]));
  const only = chosen.value.length === 1 ? chosen.value[0] : undefined;
  return (
    <section class="view sequence-view" aria-label="Sequence of messages">
      <div class="bar">
        <Search placeholder="Filter messages: worker:ml/1 LANE_LOST" />
        <button type="button" class="button" onClick={() => attempt(copyText())}>
          <Icon name="copy" /> Mermaid{chosen.value.length > 1 ? ` of ${chosen.value.length}` : ''}
        </button>
        <p class="legend soft">Shift and a click choose a range; p holds the picture still.</p>
      </div>
      {rows.length === 0 ? (
        <Empty title="No message yet.">
          Messages between actors are followed while somebody looks: kill a worker, or restart one.
        </Empty>
      ) : (
        <Rows
          rows={rows}
          height={SEQUENCE_ROW}
          role="list"
          label="Messages"
          follow
          open={(row) => {
            const message = rows[row];
            if (message !== undefined) choose(message, false);
          }}
          head={<Lifelines names={names} rows={rows.length} />}
          draw={(message, index, atCursor) => (
            <MessageLine
              key={message.seq}
              message={message}
              before={rows[index - 1]}
              columns={columns}
              chosen={chosen.value.includes(message)}
              atCursor={atCursor}
              choose={(extend) => choose(message, extend)}
            />
          )}
        />
      )}
      {only !== undefined && <MessageFacts message={only} />}
    </section>
  );
}
