import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Definition, planOf } from '../../src/workflow/check-plan.ts';
import { next, type Plan, type Standing } from '../../src/workflow/plan.ts';
import type { NodeSpec } from '../../src/workflow/types.ts';

const step: NodeSpec = { kind: 'transform', transformation: (value) => value };
const question: NodeSpec = { kind: 'condition', expression: 'value' };

/** Any graph without a circle: an edge leads from an earlier node to a later one; then the nodes are shuffled. */
const graph = fc.integer({ min: 1, max: 12 }).chain((size) =>
  fc
    .record({
      pairs: fc.uniqueArray(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { selector: ([a, b]) => `${a} ${b}` }),
      conditions: fc.array(fc.boolean(), { minLength: size, maxLength: size }),
      order: fc.shuffledSubarray([...Array(size).keys()], { minLength: size, maxLength: size }),
    })
    .map(({ pairs, conditions, order }): Definition => {
      const edges = pairs.filter(([a, b]) => a < b).map(([a, b]) => ({ from: `n${a}`, to: `n${b}` }));
      return { name: 'any', nodes: order.map((at) => [`n${at}`, conditions[at] ? question : step]), edges };
    }),
);

/** Runs a plan by its decisions alone: of those that run, `pick` says which ends next, and `fails` whether it fails. */
function play(plan: Plan, room: number, pick: (running: number) => number, fails: (node: string) => boolean) {
  const standings = new Map<string, Standing>();
  const began: string[] = [];
  const ended: string[] = [];
  let running: string[] = [];
  let most = 0;
  for (;;) {
    const { begin, skip, over } = next(plan, standings, room - running.length);
    for (const { node, broken } of skip) {
      expect(standings.has(node)).toBe(false);
      standings.set(node, { state: 'skipped', broken });
    }
    for (const node of begin) {
      expect(standings.has(node)).toBe(false);
      for (const { from } of plan.byId.get(node)?.inputs ?? [])
        expect(['succeeded', 'skipped']).toContain(standings.get(from)?.state);
      standings.set(node, { state: 'running' });
      began.push(node);
    }
    running = [...running, ...begin];
    most = Math.max(most, running.length);
    if (over) return { standings, began, ended, most, running };
    const node = running[pick(running.length)] ?? '';
    running = running.filter((each) => each !== node);
    standings.set(node, fails(node) ? { state: 'failed' } : { state: 'succeeded', output: node.length % 2 === 0 });
    ended.push(node);
  }
}

describe('any graph without a circle', () => {
  test('runs each node once, after those before it, never more at once than there is room', () => {
    fc.assert(
      fc.property(graph, fc.integer({ min: 1, max: 4 }), fc.infiniteStream(fc.nat()), (definition, room, chance) => {
        const nodes = definition.nodes.map(([id]) => [id, step] as const);
        const plan = planOf({ ...definition, nodes });
        const { began, ended, most } = play(
          plan,
          room,
          (of) => chance.next().value % of,
          () => false,
        );
        expect([...began].sort()).toEqual(definition.nodes.map(([id]) => id).sort());
        expect([...ended].sort()).toEqual([...began].sort());
        expect(most).toBeLessThanOrEqual(room);
      }),
    );
  });

  test('settles each node once, whatever fails and whatever conditions choose', () => {
    fc.assert(
      fc.property(graph, fc.infiniteStream(fc.nat()), fc.func(fc.boolean()), (definition, chance, fails) => {
        const plan = planOf(definition);
        const { standings, running } = play(plan, 3, (of) => chance.next().value % of, fails);
        expect(running).toEqual([]);
        expect([...standings.keys()].sort()).toEqual(definition.nodes.map(([id]) => id).sort());
        for (const { id, inputs } of plan.nodes) {
          const before = inputs.map(({ from }) => standings.get(from));
          if (before.some((each) => each?.state === 'failed')) expect(standings.get(id)?.state).toBe('skipped');
        }
      }),
    );
  });

  test('is refused as soon as one edge closes a circle, and the message names one', () => {
    fc.assert(
      fc.property(graph, fc.nat(), (definition, chance) => {
        fc.pre(definition.edges.length > 0);
        const edge = definition.edges[chance % definition.edges.length];
        const back = { from: edge?.to ?? '', to: edge?.from ?? '' };
        const edges = [...definition.edges, back];
        const path = circleOf({ ...definition, edges });
        expect(path.length).toBeGreaterThan(2);
        expect(path[0]).toBe(path.at(-1));
        for (const [at, to] of path.slice(1).entries()) expect(edges).toContainEqual({ from: path[at], to });
      }),
    );
  });
});

function circleOf(definition: Definition): string[] {
  try {
    planOf(definition);
  } catch (error) {
    return (error as { facts: { path: string[] } }).facts.path;
  }
  return [];
}

describe('a condition', () => {
  const branches: Definition = {
    name: 'branches',
    nodes: [
      ['ask', question],
      ['yes', step],
      ['no', step],
      ['both', step],
    ],
    edges: [
      { from: 'ask', to: 'yes', when: true },
      { from: 'ask', to: 'no', when: false },
      { from: 'yes', to: 'both' },
      { from: 'no', to: 'both' },
    ],
  };

  test('lets the chosen branch begin, skips the other, and what joins them waits for the chosen one', () => {
    const plan = planOf(branches);
    const standings = new Map<string, Standing>([['ask', { state: 'succeeded', output: false }]]);
    expect(next(plan, standings, 9)).toEqual({ begin: ['no'], skip: [{ node: 'yes', broken: false }], over: false });
    standings.set('yes', { state: 'skipped', broken: false }).set('no', { state: 'succeeded' });
    expect(next(plan, standings, 9)).toEqual({ begin: ['both'], skip: [], over: false });
  });

  test('that chooses no branch skips them all, and what comes behind', () => {
    const standings = new Map<string, Standing>([['ask', { state: 'succeeded', output: 'neither' }]]);
    const { skip, over } = next(planOf(branches), standings, 9);
    expect(skip.map(({ node }) => node)).toEqual(['yes', 'no', 'both']);
    expect(over).toBe(true);
  });
});

describe('a workflow is refused, and told why, when', () => {
  const one = (spec: object, more: Partial<Definition> = {}): Definition => ({
    name: 'w',
    nodes: [
      ['a', step],
      ['b', spec as NodeSpec],
    ],
    edges: [{ from: 'a', to: 'b' }],
    ...more,
  });
  const cases: readonly (readonly [when: string, definition: Definition, says: string])[] = [
    ['it is empty', { name: 'w', nodes: [], edges: [] }, 'workflow w: it is empty: give it a node'],
    [
      'two nodes have one id',
      {
        name: 'w',
        nodes: [
          ['a', step],
          ['a', step],
        ],
        edges: [],
      },
      'two nodes have the id a',
    ],
    ['a name is taken', one({ ...step, name: 'a' }), 'nodes a and b are both called "a"'],
    ['an id is none', { name: 'w', nodes: [['a b', step]], edges: [] }, '"a b" is no id'],
    [
      'an edge leads nowhere',
      one(step, { edges: [{ from: 'a', to: 'bb' }] }),
      'the edge a → bb leads to no node bb: there are a, b',
    ],
    [
      'an edge is there twice',
      one(step, {
        edges: [
          { from: 'a', to: 'b' },
          { from: 'a', to: 'b' },
        ],
      }),
      'is there twice',
    ],
    [
      'a node needs itself',
      one(step, { edges: [{ from: 'a', to: 'a' }] }),
      'it goes in a circle: a → a; take one of these edges out',
    ],
    [
      'an edge chooses where nobody does',
      one(step, { edges: [{ from: 'a', to: 'b', when: true }] }),
      'a is no condition',
    ],
    [
      'there is no such kind',
      one({ kind: 'agnt' }),
      'kind is one of agent, tool, transform, condition, got string "agnt"',
    ],
    ['an option is misspelt', one({ kind: 'agent', prompt: 'x', promt: 'y' }), 'node b: node b: expected prompt'],
    ['a prompt is empty', one({ kind: 'agent', prompt: ' ' }), 'node b: prompt is empty'],
    [
      'a text reads a node that there is not',
      one({ kind: 'agent', prompt: '{{node.c}}' }),
      'node b reads node.c, which there is not: there are a, b',
    ],
    [
      'a text reads a node that may not have run',
      one({ kind: 'agent', prompt: '{{node.a}}' }, { edges: [] }),
      'no path leads from there to it: add an edge',
    ],
    [
      'a text reads what cannot be read',
      one({ kind: 'tool', tool: 't', args: { x: ['{{nod.a}}'] } }),
      'write {{input}}, {{value}} or {{node.NAME}}',
    ],
    [
      'an expression is none',
      one({ kind: 'condition', expression: 'node.a >' }),
      'node b: it ends where a value is expected',
    ],
    [
      'there is no such transformation',
      one({ kind: 'transform', transformation: 'upercase' }),
      'did you mean uppercase?',
    ],
    ['a timeout is none', one({ ...step, timeout: 'soon' }), 'node b: timeout: expected a duration'],
    [
      'a retry is none',
      one({ ...step, retry: { maximumAttempts: 0 } }),
      'retry.maximumAttempts: expected a whole number',
    ],
  ];

  test.each(cases)('%s', (_, definition, says) => {
    expect(() => planOf(definition)).toThrow(expect.objectContaining({ code: 'VIV_WORKFLOW_INVALID' }) as Error);
    expect(() => planOf(definition)).toThrow(says);
  });
});

test('a thousand nodes, each behind the one before, are planned and decided in no time', () => {
  const ids = [...Array(1_000).keys()].map((at) => `n${at}`);
  const edges = ids.slice(1).map((to, at) => ({ from: ids[at] ?? '', to }));
  const plan = planOf({ name: 'long', nodes: ids.map((id) => [id, step]), edges });
  expect(
    play(
      plan,
      1,
      () => 0,
      () => false,
    ).ended,
  ).toEqual(ids);
});
