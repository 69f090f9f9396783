/** The message that was clicked: what it carried, and which one caused it. */
import type { MessageRow } from '../../../feed/types.ts';
import { timeOfDay } from '../../model/units.ts';
import { Json } from '../../parts/json.tsx';
import { messages, wallOffset } from '../../state/store.ts';

export function MessageFacts({ message }: { readonly message: MessageRow }) {
  const { seq, at, from, to, event, data, cause } = message;
  const because = messages.value.find((other) => other.seq === cause);
  return (
    <aside class="message-facts" aria-label="The message">
      <h2 class="mono">{event}</h2>
      <p class="soft">
        <span class="mono">{from}</span> → <span class="mono">{to}</span>, number {seq},{' '}
        {timeOfDay(at + wallOffset.value)}
        {because !== undefined && (
          <>
            , because of <span class="mono">{because.event}</span> (number {because.seq})
          </>
        )}
      </p>
      {data !== undefined && <Json value={data} />}
    </aside>
  );
}
