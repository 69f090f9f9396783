/** nact: children of one actor. It has no supervisors that count; its `reset` of a crashed actor is its restart. */
import { peer } from '../peer.ts';
import type { Subject } from '../subject.ts';

interface Ref {
  readonly name: string;
}

type Receive = (state: undefined, message: Message, context: { readonly self: Ref }) => unknown;
type Message = { type: 'PING' | 'END' | 'CRASH' } | { type: 'NEXT'; from: Ref };

interface Properties {
  readonly initialStateFunc?: () => unknown;
  readonly onCrash?: (message: unknown, error: unknown, context: { readonly reset: symbol }) => symbol;
  readonly afterStop?: () => void;
}

interface Nact {
  start(): Ref;
  spawn(parent: Ref, receive: Receive, name: string, properties?: Properties): Ref;
  stop(ref: Ref): void;
  dispatch(ref: Ref, message: unknown): void;
  query(ref: Ref, message: (from: Ref) => unknown, timeoutMs: number): Promise<number>;
}

const { start, spawn, stop, dispatch, query } = peer<Nact>('nact');

const idle: Receive = () => undefined;

export const nact: Subject = {
  async spawn(count) {
    const system = start();
    let ends = 0;
    for (let i = 0; i < count; i++) {
      await new Promise<void>((ended) => {
        const afterStop = (): void => {
          ends++;
          ended();
        };
        stop(spawn(system, idle, 'spawned', { afterStop }));
      });
    }
    stop(system);
    return ends;
  },

  send(count) {
    const system = start();
    return new Promise((over) => {
      let seen = 0;
      const player = (name: string, other: () => Ref): Ref =>
        spawn(
          system,
          () => {
            if (++seen < count) dispatch(other(), { type: 'PING' });
            else over(seen);
          },
          name,
        );
      const a = player('a', () => b);
      const b = player('b', () => a);
      dispatch(a, { type: 'PING' });
    });
  },

  async call(count) {
    let asked = 0;
    const counter = spawn(
      start(),
      (_, message) => {
        if (message.type === 'NEXT') dispatch(message.from, ++asked);
      },
      'counter',
    );
    let last = 0;
    for (let i = 0; i < count; i++) last = await query(counter, (from) => ({ type: 'NEXT', from }), 5_000);
    return last;
  },

  async crowd(size) {
    const system = start();
    const refs: Ref[] = [];
    let alive = 0;
    let crashed = 0;
    let born: () => void = () => undefined;
    let ended: () => void = () => undefined;
    const member: Receive = () => {
      crashed = performance.now();
      throw new Error('crash');
    };
    const properties: Properties = {
      initialStateFunc: () => born(),
      onCrash: (_message, _error, context) => context.reset,
      afterStop: () => {
        if (--alive === 0) ended();
      },
    };
    return {
      async start() {
        for (let n = 0; n < size; n++) refs.push(spawn(system, member, String(n), properties));
        alive = size;
      },
      alive: async () => alive,
      restart: (n) =>
        new Promise((resolve) => {
          born = () => resolve(performance.now() - crashed);
          dispatch(refs[n] as Ref, { type: 'CRASH' });
        }),
      stop: () =>
        new Promise((resolve) => {
          ended = resolve;
          for (const ref of refs) stop(ref); // stopping their parent leaves them running
        }),
    };
  },
};
