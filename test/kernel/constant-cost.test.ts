/** What keeps a hundred thousand children affordable: each step costs the same, however many siblings there are. Counted, not timed. */
import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/kernel/decide/events.ts';
import { decide } from '../../src/kernel/decide/index.ts';
import { type ChildFlags, type Entry, initialState, type Key, type State } from '../../src/kernel/decide/state.ts';
import { Fifo } from '../../src/kernel/fifo.ts';
import { child, supervise } from '../../src/kernel/index.ts';
import { childRef, simple, testSystem } from './support.ts';

const SIZES = [10, 100, 1_000];

/** A supervisor of so many children, and how many messages were delivered since one last asked. */
async function crowd(size: number) {
  let delivered = 0;
  const { system } = testSystem({
    inspect(event) {
      if (event.type === '@xstate.event' && event.event.type !== 'xstate.init') delivered++;
    },
  });
  const messages = (): number => {
    const since = delivered;
    delivered = 0;
    return since;
  };
  const children = Array.from({ length: size }, (_, i) => child(`c${i}`, simple()));
  const app = system.start(child('app', supervise({ intensity: 1_000, children })));
  await app.ready;
  return { app, messages };
}

describe('the messages it takes', () => {
  it.each(SIZES)('to start %i children are one for each, and one to begin', async (size) => {
    const { messages } = await crowd(size);
    expect(messages()).toBe(size + 1);
  });

  it.each(SIZES)('to stop %i children are one for each, and one to begin', async (size) => {
    const { app, messages } = await crowd(size);
    messages();
    await app.stop();
    expect(messages()).toBe(size + 1);
  });

  it.each(SIZES)('to restart one of %i children are three: what crashed it, its end, its start', async (size) => {
    const { app, messages } = await crowd(size);
    const ref = await childRef(app, `c${size - 1}`);
    messages();
    ref.send({ type: 'CRASH' });
    expect(messages()).toBe(3);
  });
});

/** Counts how often a restart in the window of those that count is looked at. */
class CountingWindow extends Fifo<number> {
  looks = 0;

  override peek(): number | undefined {
    this.looks++;
    return super.peek();
  }

  override shift(): number | undefined {
    this.looks++;
    return super.shift();
  }
}

/** Counts how often an entry is looked at. */
class CountingTable extends Map<Key, Entry> {
  looks = 0;

  override get(key: Key): Entry | undefined {
    this.looks++;
    return super.get(key);
  }

  override *entries(): MapIterator<[Key, Entry]> {
    for (const entry of super.entries()) {
      this.looks++;
      yield entry;
    }
  }

  override *keys(): MapIterator<Key> {
    for (const [key] of this.entries()) yield key;
  }

  override *values(): MapIterator<Entry> {
    for (const [, entry] of this.entries()) yield entry;
  }

  override [Symbol.iterator](): MapIterator<[Key, Entry]> {
    return this.entries();
  }
}

/** A running supervisor of so many children; `restart` restarts one and gives how much it looked at for that. */
function heart(size: number) {
  const flags = { strategy: 'one_for_one', intensity: Infinity, periodMs: 5_000 } as const;
  const spec: ChildFlags = {
    ...{ id: '', restart: 'permanent', shutdown: 5_000, significant: false, type: 'worker', backoff: undefined },
  };
  const specs = Array.from({ length: size }, (_, i) => ({ ...spec, id: `c${i}` }));
  const initial = initialState({ ...flags, autoShutdown: 'never', backoff: undefined, maxChildren: Infinity }, specs);
  const table = new CountingTable(initial.children);
  const window = new CountingWindow();
  let state: State = { ...initial, children: table, restarts: window };
  const tell = (event: Event): void => {
    const [next, commands] = decide(state, event, { now: 0, chance: 0 });
    state = next;
    for (const order of commands) if (order.do === 'start') tell({ type: 'started', key: order.key, life: order.life });
  };
  tell({ type: 'boot' });
  const restart = (key: string): number => {
    const life = table.get(key)?.life ?? 0;
    table.looks = 0;
    window.looks = 0;
    tell({ type: 'exit', key, life, reason: 'crash:x' });
    expect(table.get(key)).toMatchObject({ state: 'running', incarnation: 2 });
    return table.looks + window.looks;
  };
  return { table, restart };
}

describe('the decision', () => {
  it('to restart a child looks at no more among a thousand siblings than among ten', () => {
    const among = (size: number): number => heart(size).restart(`c${size - 1}`);
    expect(among(1_000)).toBe(among(10));
  });

  it('to start a thousand children looks at each as often as to start ten', () => {
    const each = (size: number): number => heart(size).table.looks / size;
    expect(each(1_000)).toBeLessThanOrEqual(each(10));
  });

  it('to restart the thousandth child within the period costs what the first did', () => {
    const { restart } = heart(1_000);
    const looks = Array.from({ length: 1_000 }, (_, i) => restart(`c${i}`));
    expect(new Set(looks).size).toBe(1);
  });
});
