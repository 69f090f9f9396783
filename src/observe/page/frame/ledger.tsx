/** The account of calls in the head: sent = settled + in flight, and nothing lost. */
import { count } from '../model/units.ts';
import { ledger } from '../state/store.ts';

export function LedgerLine() {
  const { opened, settled, open, lost } = ledger.value;
  return (
    <dl class="ledger" aria-label="The account of all calls">
      <Entry name="sent" value={opened} />
      <div class="sign" aria-hidden="true">
        =
      </div>
      <Entry name="settled" value={settled} />
      <div class="sign" aria-hidden="true">
        +
      </div>
      <Entry name="in flight" value={open} />
      <Entry name="lost" value={lost} tone={lost === 0 ? 'tone-live' : 'tone-failing'} />
    </dl>
  );
}

function Entry({ name, value, tone = '' }: { readonly name: string; readonly value: number; readonly tone?: string }) {
  return (
    <div class={`entry ${tone}`}>
      <dt>{name}</dt>
      <dd>{count(value)}</dd>
    </div>
  );
}
