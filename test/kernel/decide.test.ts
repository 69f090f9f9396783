/** The supervisor's heart by itself: no clock, no actors, only what is known, what happens and what is to be done. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command, Event } from '../../src/kernel/decide/events.ts';
import { comesBack } from '../../src/kernel/decide/exit.ts';
import { accepts, decide } from '../../src/kernel/decide/index.ts';
import { type ChildFlags, type Flags, initialState, type State } from '../../src/kernel/decide/state.ts';

const flags: Flags = {
  strategy: 'one_for_one',
  intensity: 2,
  periodMs: 5_000,
  autoShutdown: 'never',
  backoff: undefined,
  maxChildren: Infinity,
};
const spec = (id: string, more: Partial<ChildFlags> = {}): ChildFlags => ({
  ...{ id, restart: 'permanent', shutdown: 5_000, significant: false, type: 'worker', backoff: undefined },
  ...more,
});

/** A supervisor that is told events and remembers what it ordered; starts and stops succeed unless told otherwise. */
function play(changes: Partial<Flags>, specs: readonly ChildFlags[]) {
  let state: State = initialState({ ...flags, ...changes }, specs);
  let now = 0;
  const tell = (event: Event): Command[] => {
    expect(accepts(state, event)).toBe(true);
    const [next, commands] = decide(state, event, { now, chance: 0 });
    state = next;
    return commands;
  };
  const inWords = (command: Command): string => {
    const said = command.do === 'report' ? command.decision : command;
    const subject = 'key' in said ? ` ${said.key}` : 'reason' in said ? ` ${String(said.reason)}` : '';
    return `${'do' in said ? said.do : said.outcome}${subject}`;
  };
  /** Tells it, and answers each start and stop with success until it has nothing more to order. */
  const settle = (event: Event): string[] => {
    const orders = tell(event);
    const done: string[] = [];
    for (let order = orders.shift(); order !== undefined; order = orders.shift()) {
      done.push(inWords(order));
      if (order.do === 'start') orders.push(...tell({ type: 'started', key: order.key, life: order.life }));
      if (order.do === 'stop')
        orders.push(...tell({ type: 'exit', key: order.key, life: order.life, reason: 'shutdown' }));
    }
    return done;
  };
  const lifeOf = (key: string): number => state.children.get(key)?.life ?? 0;
  const crash = (key: string): Event => ({ type: 'exit', key, life: lifeOf(key), reason: 'crash:x' });
  return {
    tell,
    /** What is to be done, without what was decided. */
    orders: (event: Event): Command[] => tell(event).filter((command) => command.do !== 'report'),
    settle,
    lifeOf,
    crash,
    state: () => state,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe('decide', () => {
  it('has one thing done at a time', () => {
    const sup = play({}, [spec('a'), spec('b')]);
    expect(sup.tell({ type: 'boot' })).toEqual([
      expect.objectContaining({ do: 'start', key: 'a', life: 1, incarnation: 1 }),
    ]);
    expect(accepts(sup.state(), { type: 'retry', key: 'a' })).toBe(false);
    expect(sup.tell({ type: 'started', key: 'a', life: 1 })).toEqual([
      expect.objectContaining({ do: 'start', key: 'b' }),
    ]);
    expect(sup.tell({ type: 'started', key: 'b', life: 2 })).toEqual([{ do: 'ready' }]);
  });

  it('ignores what is said of a life that is over', () => {
    const sup = play({}, [spec('a')]);
    sup.settle({ type: 'boot' });
    const stale = sup.crash('a');
    sup.settle(stale);
    expect(sup.lifeOf('a')).toBe(2);
    expect(sup.tell(stale)).toEqual([]);
  });

  it('restarts rest_for_one: the later ones stop, last first; temporary ones do not come back; those that were down do', () => {
    const sup = play({ strategy: 'rest_for_one' }, [
      spec('a'),
      spec('b'),
      spec('c', { restart: 'temporary' }),
      spec('d'),
    ]);
    sup.settle({ type: 'boot' });
    sup.settle({ type: 'request', to: 1, request: { type: 'terminate_child', key: 'd' } });
    expect(sup.settle(sup.crash('b'))).toEqual(['restart crash:x', 'stop c', 'start b', 'start d']);
    expect([...sup.state().children.keys()]).toEqual(['a', 'b', 'd']);
  });

  it('counts each try of a restart that fails, reminds itself to try again, and gives up at last', () => {
    const sup = play({ intensity: 2 }, [spec('a')]);
    sup.settle({ type: 'boot' });
    expect(sup.tell(sup.crash('a')).map(({ do: what }) => what)).toEqual(['report', 'start']);
    const fail = () => sup.orders({ type: 'failed', key: 'a', life: sup.lifeOf('a'), reason: 'no_disk' });
    expect(fail()).toEqual([{ do: 'retry', key: 'a' }]);
    sup.tell({ type: 'retry', key: 'a' });
    expect(fail()).toEqual([{ do: 'retry', key: 'a' }]);
    expect(sup.settle({ type: 'retry', key: 'a' })).toEqual(['give_up no_disk', 'exit shutdown']);
  });

  it('stops trying when the child is terminated in between', () => {
    const sup = play({}, [spec('a')]);
    sup.settle({ type: 'boot' });
    sup.tell(sup.crash('a'));
    sup.tell({ type: 'failed', key: 'a', life: 2, reason: 'no_disk' });
    expect(sup.orders({ type: 'request', to: 7, request: { type: 'terminate_child', key: 'a' } })).toEqual([
      { do: 'reply', to: 7, answer: { done: true } },
    ]);
    expect(sup.tell({ type: 'retry', key: 'a' })).toEqual([]);
  });

  it('forgets restarts that are older than the period', () => {
    const sup = play({ intensity: 1, periodMs: 1_000 }, [spec('a')]);
    sup.settle({ type: 'boot' });
    sup.settle(sup.crash('a'));
    sup.pass(1_000);
    expect(sup.settle(sup.crash('a'))).toEqual(['give_up crash:x', 'exit shutdown']);
    const other = play({ intensity: 1, periodMs: 1_000 }, [spec('a')]);
    other.settle({ type: 'boot' });
    other.settle(other.crash('a'));
    other.pass(1_001);
    expect(other.settle(other.crash('a'))).toEqual(['restart crash:x', 'start a']);
  });

  it('ends with all_significant only when the last one is down', () => {
    const significant = { significant: true, restart: 'transient' } as const;
    const sup = play({ autoShutdown: 'all_significant' }, [spec('a', significant), spec('b', significant)]);
    sup.settle({ type: 'boot' });
    const ended = (key: string): Event => ({ type: 'exit', key, life: sup.lifeOf(key), reason: 'normal' });
    expect(sup.settle(ended('a'))).toEqual(['no_restart normal']);
    expect(sup.settle(ended('b'))).toEqual(['auto_shutdown normal', 'exit shutdown']);
  });

  it('decides the same for the same', () => {
    const event = fc.record({
      what: fc.constantFrom('crash', 'end', 'terminate'),
      key: fc.constantFrom('a', 'b', 'c'),
    });
    fc.assert(
      fc.property(
        fc.constantFrom('one_for_one', 'one_for_all', 'rest_for_one'),
        fc.array(event),
        (strategy, events) => {
          const run = (): string[] => {
            const sup = play(
              { strategy, intensity: 5 },
              ['a', 'b', 'c'].map((id) => spec(id)),
            );
            const done = sup.settle({ type: 'boot' });
            for (const { what, key } of events) {
              const request: Event = { type: 'request', to: 0, request: { type: 'terminate_child', key } };
              const exit: Event = {
                type: 'exit',
                key,
                life: sup.lifeOf(key),
                reason: what === 'crash' ? 'crash:x' : 'normal',
              };
              if (!done.includes('exit shutdown')) done.push(...sup.settle(what === 'terminate' ? request : exit));
            }
            return done;
          };
          expect(run()).toEqual(run());
        },
      ),
    );
  });
});

describe('who comes back', () => {
  it.each([
    ['permanent', 'normal', true],
    ['permanent', 'crash:x', true],
    ['transient', 'normal', false],
    ['transient', 'shutdown', false],
    ['transient', 'shutdown:done', false],
    ['transient', 'killed', true],
    ['transient', 'noproc', true],
    ['temporary', 'crash:x', false],
  ] as const)('a %s child after %s: %s', (restart, reason, expected) => {
    expect(comesBack(restart, reason)).toBe(expected);
  });
});
