/** comedy: in-memory children of its root actor. Only its forked actors can be respawned, so nothing restarts here. */
import { peer } from '../peer.ts';
import type { Subject } from '../subject.ts';

interface ActorRef {
  createChild(behaviour: object, options: { readonly mode: 'in-memory'; readonly name: string }): Promise<ActorRef>;
  send(topic: string): Promise<void>;
  sendAndReceive(topic: string): Promise<number>;
  destroy(): Promise<void>;
  getState(): string;
}

interface Comedy {
  createSystem(options: object): { rootActor(): Promise<ActorRef>; destroy(): Promise<void> };
}

const newSystem = () => peer<Comedy>('comedy').createSystem({ test: true }); // `test`: no log
const child = (parent: ActorRef, name: string, behaviour: object) =>
  parent.createChild(behaviour, { mode: 'in-memory', name });

export const comedy: Subject = {
  async spawn(count) {
    const system = newSystem();
    const root = await system.rootActor();
    let ends = 0;
    for (let i = 0; i < count; i++) {
      const actor = await child(root, 'spawned', { destroy: () => ends++ });
      await actor.destroy();
    }
    await system.destroy();
    return ends;
  },

  async send(count) {
    const system = newSystem();
    const root = await system.rootActor();
    const seen = await new Promise<number>((over, failed) => {
      let seen = 0;
      const player = (name: string, other: () => Promise<ActorRef>): Promise<ActorRef> =>
        child(root, name, {
          async ping() {
            if (++seen < count) await (await other()).send('ping');
            else over(seen);
          },
        });
      const a = player('a', () => b);
      const b = player('b', () => a);
      a.then((actor) => actor.send('ping')).catch(failed);
    });
    await system.destroy();
    return seen;
  },

  async call(count) {
    const system = newSystem();
    let asked = 0;
    const counter = await child(await system.rootActor(), 'counter', { next: () => ++asked });
    let last = 0;
    for (let i = 0; i < count; i++) last = await counter.sendAndReceive('next');
    await system.destroy();
    return last;
  },

  async crowd(size) {
    const system = newSystem();
    const root = await system.rootActor();
    let kids: ActorRef[] = [];
    return {
      async start() {
        kids = await Promise.all(Array.from({ length: size }, (_, n) => child(root, String(n), {})));
      },
      alive: async () => kids.filter((kid) => kid.getState() === 'ready').length,
      async stop() {
        await Promise.all(kids.map((kid) => kid.destroy()));
        await system.destroy();
      },
    };
  },
};
