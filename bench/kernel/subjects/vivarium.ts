/** vivarium/kernel: children are custom logic under a supervisor. */
import {
  type ActorLogic,
  type AnyActorRef,
  call,
  child,
  createSystem,
  type Handle,
  type Snapshot,
  supervise,
  supervisor,
} from '../../../src/kernel/index.ts';
import type { Subject } from '../subject.ts';

type Message = { type: 'PING' | 'CRASH' | 'END' } | { type: 'NEXT'; reply: (count: number) => void };

const active: Snapshot<undefined> = { status: 'active', output: undefined, error: undefined };
const done: Snapshot<undefined> = { status: 'done', output: undefined, error: undefined };

function logic(
  transition: (message: Message) => Snapshot<undefined>,
  born: (self: AnyActorRef) => void = () => undefined,
): ActorLogic<Snapshot<undefined>, Message> {
  return {
    getInitialSnapshot({ self }) {
      born(self);
      return active;
    },
    transition: (_, message) => transition(message),
    getPersistedSnapshot: (snapshot) => snapshot,
  };
}

export const vivarium: Subject = {
  async spawn(count) {
    const system = createSystem();
    const spawned = child(
      'spawned',
      logic(({ type }) => (type === 'END' ? done : active)),
    );
    let ends = 0;
    for (let i = 0; i < count; i++) {
      const handle = system.start(spawned);
      handle.ref.send({ type: 'END' });
      if ((await handle.exited) === 'normal') ends++;
    }
    return ends;
  },

  async send(count) {
    const system = createSystem();
    let seen = 0;
    const player = (id: string, other: () => Handle) => {
      const play = logic(() => {
        if (++seen < count) other().ref.send({ type: 'PING' });
        return active;
      });
      return system.start(child(id, play));
    };
    const a: Handle = player('a', () => b);
    const b: Handle = player('b', () => a);
    a.ref.send({ type: 'PING' });
    return seen;
  },

  async call(count) {
    let asked = 0;
    const counter = logic((message) => {
      if (message.type === 'NEXT') message.reply(++asked);
      return active;
    });
    const { ref } = createSystem().start(child('counter', counter));
    let last = 0;
    for (let i = 0; i < count; i++) last = await call<number>(ref, (reply) => ({ type: 'NEXT', reply }));
    return last;
  },

  async crowd(size) {
    const refs: AnyActorRef[] = [];
    let [crashed, born] = [0, 0];
    const member = logic(
      ({ type }) => {
        if (type !== 'CRASH') return active;
        crashed = performance.now();
        throw new Error('crash');
      },
      (self) => {
        born = performance.now();
        refs[Number(self.id)] = self;
      },
    );
    const children = Array.from({ length: size }, (_, n) => child(String(n), member));
    const system = createSystem();
    let handle: Handle | undefined;
    return {
      async start() {
        handle = system.start(child('crowd', supervise({ intensity: 1_000_000, period: 1_000, children })));
        await handle.ready;
      },
      async alive() {
        return handle === undefined ? system.tree().length : (await supervisor(handle.ref).countChildren()).active;
      },
      async restart(n) {
        born = 0;
        refs[n]?.send({ type: 'CRASH' });
        return born - crashed;
      },
      async stop() {
        await handle?.stop();
        handle = undefined;
      },
    };
  },
};
