/** The canary: everything the kernel relies on inside xstate. When one of these fails, xstate has changed: see src/kernel/door.ts. */
import { describe, expect, it } from 'vitest';
import {
  type AnyActorLogic,
  type AnyActorRef,
  createActor,
  createMachine,
  emit,
  fromCallback,
  sendParent,
  sendTo,
} from 'xstate';
import { child, supervise } from '../../src/kernel/index.ts';
import { simple, testSystem } from './support.ts';

describe('xstate still has what the door takes hold of', () => {
  const actor = createActor(createMachine({}));

  it('one system-wide relay that every send looks up anew', () => {
    const seen: string[] = [];
    const system = actor.system as typeof actor.system & {
      _relay(source: unknown, target: unknown, event: { type: string }): void;
    };
    const original = system._relay;
    system._relay = (source, target, event) => {
      seen.push(event.type);
      original(source, target, event);
    };
    actor.start();
    actor.send({ type: 'HELLO' });
    expect(seen).toEqual(['HELLO']);
  });

  it('an actor that takes events past its relay, and says when it is stopped', () => {
    const inner = actor as typeof actor & { _send(event: { type: string }): void; _processingStatus: number };
    expect(inner._processingStatus).toBe(1);
    inner._send({ type: 'xstate.stop' });
    expect(inner._processingStatus).toBe(2);
  });

  it('one announcement of each new actor, before anybody has its ref', () => {
    const announced: string[] = [];
    const made = createActor(createMachine({}));
    const system = made.system as typeof made.system & {
      _sendInspectionEvent(event: { type: string; actorRef: { id: string } }): void;
    };
    system._sendInspectionEvent = ({ type, actorRef }) => {
      if (type === '@xstate.actor') announced.push(actorRef.id);
    };
    createActor(createMachine({}), { parent: made, id: 'kid' });
    expect(announced).toEqual(['kid']);
  });

  it('a Set of observers and a Map of listeners, which we make when the first one comes', () => {
    const made = createActor(createMachine({}));
    expect([made['observers'], made['eventListeners']]).toEqual([new Set(), new Map()]);
  });
});

describe('observers and listeners of a child', () => {
  it('hear of it and of nobody else', () => {
    const { system } = testSystem();
    const heard: string[] = [];
    const machine = createMachine({ on: { PING: { actions: emit({ type: 'PONG' }) } } });
    const start = (id: string): AnyActorRef => {
      const { ref } = system.start(child(id, machine));
      ref.subscribe(() => heard.push(`${id} has changed`));
      ref.on('PONG', () => heard.push(`${id} says PONG`));
      return ref;
    };
    const [a, b] = [start('a'), start('b')];
    a.send({ type: 'PING' });
    expect(heard).toEqual(['a says PONG', 'a has changed']);
    b.send({ type: 'PING' });
    expect(heard.slice(2)).toEqual(['b says PONG', 'b has changed']);
  });
});

describe('every message passes the door', () => {
  it('in order of sending, one after another, whoever sends', () => {
    const { system } = testSystem();
    const log: string[] = [];
    const echo = (name: string, next?: () => void): AnyActorLogic =>
      fromCallback(({ receive }) => {
        receive((event) => {
          log.push(`${name} begins ${event.type}`);
          if (event.type === 'GO') next?.();
          log.push(`${name} ends ${event.type}`);
        });
      });
    const b = system.start(child('b', echo('b')));
    const a = system.start(
      child(
        'a',
        echo('a', () => {
          b.ref.send({ type: 'ONE' });
          a.ref.send({ type: 'TWO' });
          b.ref.send({ type: 'THREE' });
        }),
      ),
    );
    a.ref.send({ type: 'GO' });
    expect(log).toEqual([
      ...['a begins GO', 'a ends GO', 'b begins ONE', 'b ends ONE'],
      ...['a begins TWO', 'a ends TWO', 'b begins THREE', 'b ends THREE'],
    ]);
  });

  it('a chain of sends through ten thousand actors needs no stack', () => {
    const { system } = testSystem();
    let reached = 0;
    const link = (to: () => void): AnyActorLogic =>
      fromCallback(({ receive }) =>
        receive(() => {
          reached++;
          to();
        }),
      );
    let next = (): void => undefined;
    for (let i = 0; i < 10_000; i++) {
      const to = next;
      const { ref } = system.start(child(`c${i}`, link(to)));
      next = () => ref.send({ type: 'GO' });
    }
    next();
    expect(reached).toBe(10_000);
  });

  it("a machine's sendTo and sendParent too, and its delays on the system's clock", () => {
    const { system, clock } = testSystem();
    const heard: string[] = [];
    const kid = createMachine({ on: { PING: { actions: sendParent({ type: 'PONG' }) } } });
    const parent = createMachine({
      invoke: { id: 'kid', src: kid },
      initial: 'waiting',
      states: { waiting: { after: { 1000: { actions: sendTo('kid', { type: 'PING' }) } } } },
      on: { PONG: { actions: () => heard.push(`PONG at ${clock.now()}`) } },
    });
    system.start(child('app', parent));
    clock.advance(999);
    expect(heard).toEqual([]);
    clock.advance(1);
    expect(heard).toEqual(['PONG at 1000']);
  });

  it('what is sent to a dead incarnation is dropped and counted', async () => {
    const letters: string[] = [];
    const { system } = testSystem({ onDeadLetter: ({ to, event }) => letters.push(`${event.type} to ${to}`) });
    const app = system.start(child('app', supervise({ children: [child('a', simple())] })));
    await app.stop();
    const ref: AnyActorRef = app.ref;
    ref.send({ type: 'LATE' });
    expect(letters).toEqual(['LATE to app']);
    expect(system.deadLetters).toBe(1);
  });

  it('what is sent to the supervisor, or to nobody above, is a dead letter: neither takes messages', () => {
    const letters: unknown[] = [];
    const { system, log } = testSystem({ onDeadLetter: ({ to, event }) => letters.push([to, event.type]) });
    const machine = createMachine({ entry: sendParent({ type: 'HELLO' }) });
    system.start(child('app', supervise({ children: [child('a', machine)] })));
    system.start(
      child(
        'top',
        fromCallback(({ sendBack }) => sendBack({ type: 'HELLO' })),
      ),
    );
    expect(letters).toEqual([
      ['app', 'HELLO'],
      [expect.any(String), 'HELLO'],
    ]);
    expect(system.deadLetters).toBe(2);
    expect(log).toEqual(['started app/a#1', 'started app#1', 'started top#1']);
  });

  it('what a dead incarnation sends reaches nobody', async () => {
    const { system } = testSystem();
    const heard: string[] = [];
    let sendLate = (): void => undefined;
    const listener = fromCallback(({ receive }) => receive((event) => heard.push(event.type)));
    const target = system.start(child('target', listener));
    const talker = fromCallback<{ type: string }>(({ self, system: inner }) => {
      const relay = inner as typeof inner & { _relay(source: unknown, target: unknown, event: { type: string }): void };
      sendLate = () => relay._relay(self, target.ref, { type: 'GHOST' });
    });
    const app = system.start(child('talker', talker));
    sendLate();
    await app.stop();
    sendLate();
    expect(heard).toEqual(['GHOST']);
  });
});
