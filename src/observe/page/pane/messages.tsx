/** An actor's last messages, in and out; copied, they are what led to its state. */
import type { ActorDetail } from '../../feed/types.ts';
import { copy } from '../io/download.ts';
import { lastOf } from '../model/log-row.ts';
import { timeOfDay } from '../model/units.ts';
import { Icon } from '../parts/icon.tsx';
import { wallOffset } from '../state/store.ts';
import { attempt, say } from '../state/toast.ts';

export function Messages({ detail: { actor, messages } }: { readonly detail: ActorDetail }) {
  const copyAll = async (): Promise<void> => {
    const told = messages.filter(({ to }) => isThis(to, actor.path));
    await copy(
      JSON.stringify(
        told.map(({ event, data }) => ({ type: event, ...asFields(data) })),
        null,
        2,
      ),
    );
    say({ ok: true, says: `${told.length} messages copied as JSON` });
  };
  return (
    <section>
      <div class="said-head">
        <h3>Messages</h3>
        {messages.length > 0 && (
          <button
            type="button"
            class="button small"
            title="What it was told, as JSON"
            onClick={() => attempt(copyAll())}
          >
            <Icon name="copy" /> Copy repro
          </button>
        )}
      </div>
      {messages.length === 0 ? (
        <p class="soft">None while somebody looked.</p>
      ) : (
        <ol class="steps messages">
          {messages.toReversed().map(({ seq, at, from, to, event }) => {
            const told = isThis(to, actor.path);
            return (
              <li key={seq}>
                <time class="time">{timeOfDay(at + wallOffset.value)}</time>
                <span class={`way ${told ? 'tone-starting' : 'tone-ending'}`}>{told ? '→ in' : '← out'}</span>
                <span class="mono clip">{event}</span>
                <span class="soft clip">{lastOf(told ? from : to)}</span>
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}

const isThis = (name: string, path: string): boolean => name === path || lastOf(name) === lastOf(path);
const asFields = (data: unknown): object => (typeof data === 'object' && data !== null ? data : {});
