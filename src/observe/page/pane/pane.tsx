/** All that is known of one actor: its chart with the state it is in, what may be done to it, its facts and messages. */
import { conditionOf } from '../model/condition.ts';
import { lastOf } from '../model/log-row.ts';
import { Actions } from '../parts/actions.tsx';
import { Countdown } from '../parts/countdown.tsx';
import { Icon } from '../parts/icon.tsx';
import { Json } from '../parts/json.tsx';
import { State } from '../parts/state.tsx';
import { actionsOf } from '../state/commands.ts';
import { detail } from '../state/detail.ts';
import { go } from '../state/route.ts';
import { actors, machines } from '../state/store.ts';
import { ActorFacts } from './facts.tsx';
import { Messages } from './messages.tsx';
import { Statechart } from './statechart.tsx';
import { WorkerFacts } from './worker.tsx';

export function Pane({ actorKey }: { readonly actorKey: string }) {
  const actor = actors.value.get(actorKey) ?? detail.value?.actor;
  const chart = machines.value[actor?.machine ?? ''];
  const found = detail.value;
  return (
    <aside class="pane" aria-label={`Actor ${actor?.id ?? actorKey}`}>
      <header class="pane-head">
        <h2 class="mono clip">
          {lastOf(actor?.id ?? actorKey)}
          {actor !== undefined && <span class="life">#{actor.incarnation}</span>}
        </h2>
        <button type="button" class="tool" title="Close (Esc)" onClick={() => go({ actor: undefined })}>
          <Icon name="close" />
          <span class="hidden">Close the actor</span>
        </button>
        {actor !== undefined && (
          <p class="pane-state">
            <State condition={conditionOf(actor)} />
            {actor.backoffDueAt !== undefined && <Countdown to={actor.backoffDueAt} />}
            {actor.lastExit !== undefined && (
              <span class="soft clip" title={actor.lastExit}>
                last: {actor.lastExit}
              </span>
            )}
          </p>
        )}
      </header>
      <div class="pane-body">
        {actor === undefined ? (
          <p class="soft">It has gone.</p>
        ) : (
          <>
            <Actions of={actionsOf(actor)} who={actor.id} />
            {chart !== undefined && <Statechart chart={chart} actor={actor} />}
            <WorkerFacts id={actor.id} />
            <ActorFacts actor={actor} detail={found} />
            {found?.context !== undefined && (
              <section>
                <h3>Context</h3>
                <Json value={found.context} />
              </section>
            )}
            {found !== undefined && <Messages detail={found} />}
          </>
        )}
      </div>
    </aside>
  );
}
