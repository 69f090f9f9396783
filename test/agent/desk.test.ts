import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Desk, leastLoaded } from '../../src/agent/desk.ts';
import { Place, type Visit } from '../../src/agent/place.ts';
import { AgentUnavailable } from '../../src/model/agent-errors.ts';

const place = (process: string): Place =>
  new Place({ life: { process, incarnation: 1, pid: 1 }, port: 1, proc: () => Promise.resolve(null) });

describe('the least loaded process', () => {
  test.each([
    [[], undefined],
    [[2, 1, 1], 1],
    [[3, 3], undefined],
    [[0, 0], 0],
  ])('of %j is number %j, with at most three questions each', (loads, index) => {
    const places = loads.map((inFlight) => ({ accepting: true, inFlight }));
    expect(leastLoaded(places, 3)).toBe(index === undefined ? undefined : places[index]);
  });

  test('is one that takes questions', () => {
    const [closed, open] = [
      { accepting: false, inFlight: 0 },
      { accepting: true, inFlight: 2 },
    ];
    expect(leastLoaded([closed, open], 3)).toBe(open);
  });
});

type Step =
  | { readonly do: 'enter' }
  | { readonly do: 'accept' | 'close' | 'open' }
  | { readonly do: 'leave' | 'abort' | 'fence' | 'refuse'; readonly which: number };

const which = fc.nat(20);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Step>({ do: 'enter' }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('leave' as const), which }) },
  { weight: 2, arbitrary: fc.constant<Step>({ do: 'accept' }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('abort' as const, 'fence' as const, 'refuse' as const), which }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('close' as const, 'open' as const) }) },
);

describe('the desk, whatever happens in whatever order', () => {
  const [concurrency, queue] = [2, 3];

  /** Does all steps, and looks after each whether the desk keeps its promises. */
  async function live(steps: readonly Step[]): Promise<{ begun: number; ended: number[]; served: number[] }> {
    const desk = new Desk({ name: 'writer', concurrency, queue });
    const [places, inside, served, ended]: [Place[], Visit[], number[], number[]] = [[], [], [], []];
    const callers: AbortController[] = [];
    let begun = 0;
    const enter = (): void => {
      const number = begun;
      begun += 1;
      const caller = new AbortController();
      callers.push(caller);
      void desk.enter(caller.signal).then(
        (visit) => {
          served.push(number);
          ended.push(number);
          inside.push(visit);
        },
        () => ended.push(number),
      );
    };
    const perform: Record<Step['do'], (which: number) => void> = {
      enter,
      accept: () => {
        const made = place(`agent:writer/${places.length}`);
        places.push(made);
        desk.accepting(made);
      },
      leave: (which) => inside.splice(which % Math.max(1, inside.length), 1)[0]?.leave(),
      abort: (which) => callers[which % Math.max(1, callers.length)]?.abort(new Error('no more')),
      fence: (which) => {
        const gone = places[which % Math.max(1, places.length)];
        if (gone !== undefined) desk.fenced(gone, 'killed');
      },
      refuse: (which) => {
        const drained = places[which % Math.max(1, places.length)];
        if (drained !== undefined) drained.accepting = false;
      },
      close: () => desk.close(new AgentUnavailable('writer', 'stopped', 'is not running')),
      open: () => desk.open(),
    };
    for (const each of steps) {
      perform[each.do]('which' in each ? each.which : 0);
      await new Promise(setImmediate);
      for (const { inFlight } of places) expect(inFlight).toBeLessThanOrEqual(concurrency);
      expect(desk.waiting).toBeLessThanOrEqual(queue);
      const room = [...desk.places].some(({ accepting, inFlight }) => accepting && inFlight < concurrency);
      if (room || desk.refusal !== undefined) expect(desk.waiting).toBe(0);
    }
    desk.close(new AgentUnavailable('writer', 'stopped', 'is not running'));
    await new Promise(setImmediate);
    return { begun, ended, served };
  }

  test('has no process with more than it may have, no longer a line than it may have, and no line while there is room', () =>
    fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => void (await live(steps)))));

  test('serves in order of coming, and ends each wait exactly once', () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { begun, ended, served } = await live(steps);
        expect(served).toEqual([...served].sort((a, b) => a - b));
        expect([...ended].sort((a, b) => a - b)).toEqual(Array.from({ length: begun }, (_, number) => number));
      }),
    ));
});
