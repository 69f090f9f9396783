/**
 * Bare xstate, as fast as it can be: custom logic, children in the parent's own list (a machine copies its list of
 * children at each spawn). It has no call, and nothing that restarts.
 */
import { type ActorLogic, type AnyActorRef, createActor, type Snapshot } from 'xstate';
import type { Subject } from '../subject.ts';

type Message = { type: 'PING' | 'END' };

const active: Snapshot<undefined> = { status: 'active', output: undefined, error: undefined };
const done: Snapshot<undefined> = { status: 'done', output: undefined, error: undefined };

function logic(transition: (message: Message) => Snapshot<undefined>): ActorLogic<Snapshot<undefined>, Message> {
  return {
    getInitialSnapshot: () => active,
    transition: (_, message) => transition(message),
    getPersistedSnapshot: (snapshot) => snapshot,
  };
}

const idle = logic(() => active);

export const xstate: Subject = {
  async spawn(count) {
    const spawned = logic(({ type }) => (type === 'END' ? done : active));
    let ends = 0;
    for (let i = 0; i < count; i++) {
      const actor = createActor(spawned);
      actor.subscribe({ complete: () => ends++ });
      actor.start().send({ type: 'END' });
    }
    return ends;
  },

  async send(count) {
    let seen = 0;
    const player = (other: () => AnyActorRef) =>
      createActor(
        logic(() => {
          if (++seen < count) other().send({ type: 'PING' });
          return active;
        }),
      ).start();
    const a: AnyActorRef = player(() => b);
    const b: AnyActorRef = player(() => a);
    a.send({ type: 'PING' });
    return seen;
  },

  async crowd(size) {
    const kids: AnyActorRef[] = [];
    const parent: ActorLogic<Snapshot<undefined>, { type: 'START' | 'STOP' }> = {
      getInitialSnapshot: () => active,
      transition(snapshot, { type }, { self, stopChild }) {
        for (let n = 0; type === 'START' && n < size; n++)
          kids.push(createActor(idle, { id: String(n), parent: self }).start());
        while (type === 'STOP' && kids.length > 0) stopChild(kids.pop() as AnyActorRef);
        return snapshot;
      },
      getPersistedSnapshot: (snapshot) => snapshot,
    };
    const root = createActor(parent).start();
    return {
      start: async () => root.send({ type: 'START' }),
      alive: async () => kids.filter((kid) => kid.getSnapshot().status === 'active').length,
      stop: async () => root.send({ type: 'STOP' }),
    };
  },
};
