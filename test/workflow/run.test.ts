import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../../src/testing/virtual-clock.ts';
import { tool } from '../../src/tools/tool.ts';
import { createExecutor } from '../../src/workflow/create-executor.ts';
import { defineWorkflow } from '../../src/workflow/define.ts';
import type { WorkflowRun } from '../../src/workflow/executor.ts';
import type { NodeSpec, WorkflowEvent } from '../../src/workflow/types.ts';

const does = (
  transformation: Extract<NodeSpec, { kind: 'transform' }>['transformation'],
  more: object = {},
): NodeSpec => ({
  kind: 'transform',
  transformation,
  ...more,
});
/** Never ends by itself; says that it was told to. */
const waits = (told: string[] = []): NodeSpec =>
  does(
    (_, { signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          told.push('told');
          reject(signal.reason);
        });
      }),
  );
const fails = (message = 'no luck'): NodeSpec =>
  does(() => {
    throw new Error(message);
  });
const states = (nodes: readonly { node: string; state: string }[]) =>
  Object.fromEntries(nodes.map(({ node, state }) => [node, state]));

describe('a workflow', () => {
  test('gives what came out at the end, and what each node gave by its id and by its name', async () => {
    const result = await defineWorkflow('sums')
      .node(
        'double',
        does((value) => Number(value) * 2, { name: 'Twice as much' }),
      )
      .node('text', does('It is {{node.Twice as much}} of {{input}}'))
      .node('loud', does('uppercase'))
      .chain('double', 'text', 'loud')
      .run(21);
    expect(result).toMatchObject({ success: true, state: 'succeeded', output: 'IT IS 42 OF 21' });
    expect(result.outputs).toEqual({ double: 42, 'Twice as much': 42, text: 'It is 42 of 21', loud: 'IT IS 42 OF 21' });
    expect(result.error).toBeUndefined();
    expect(result.run).toBe('workflow:sums/1');
    expect(result.nodes.map(({ node, kind, attempts }) => [node, kind, attempts])).toEqual([
      ['double', 'transform', 1],
      ['text', 'transform', 1],
      ['loud', 'transform', 1],
    ]);
  });

  test('hands several outputs on as an object by id, and gives several ends as one', async () => {
    const fan = defineWorkflow('fan')
      .node(
        'a',
        does((value) => `a${value}`),
      )
      .node(
        'b',
        does((value) => `b${value}`),
      )
      .node(
        'both',
        does((value) => value),
      )
      .node('length', does('length'))
      .edge('a', 'both')
      .edge('b', 'both')
      .edge('a', 'length');
    expect((await fan.run(1)).output).toEqual({ both: { a: 'a1', b: 'b1' }, length: 2 });
  });

  test('runs side by side what can, and no more than its executor allows', async () => {
    let [now, most] = [0, 0];
    const met: (() => void)[] = [];
    const meets = does(async () => {
      most = Math.max(most, ++now);
      await new Promise<void>((resolve) => {
        met.push(resolve);
        if (met.length === 3) for (const go of met.splice(0)) go();
      });
      now -= 1;
    });
    let wide = defineWorkflow('wide');
    for (let at = 0; at < 6; at++) wide = wide.node(`n${at}`, meets);
    await using executor = createExecutor({ concurrency: 3 });
    expect((await wide.run(null, { executor })).success).toBe(true);
    expect(most).toBe(3);
  });

  test('takes the edges that a condition chooses, lets the value through, and skips the rest', async () => {
    const triage = defineWorkflow('triage')
      .node('urgent', { kind: 'condition', expression: 'input.level > 2' })
      .node(
        'page',
        does((value) => ['paged', value]),
      )
      .node(
        'file',
        does((value) => ['filed', value]),
      )
      .edge('urgent', 'page')
      .edge('urgent', 'file', { when: false });
    const [high, low] = [await triage.run({ level: 3 }), await triage.run({ level: 1 })];
    expect(high.output).toEqual(['paged', { level: 3 }]);
    expect(high.outputs['urgent']).toBe(true);
    expect(states(high.nodes)).toEqual({ urgent: 'succeeded', page: 'succeeded', file: 'skipped' });
    expect(low.output).toEqual(['filed', { level: 1 }]);
  });

  test('calls host tools with arguments that have holes, and fails with what the tool refuses', async () => {
    const add = tool({
      description: 'Adds',
      parameters: [
        { name: 'a', type: 'float', required: true },
        { name: 'b', type: 'float', required: true },
      ],
      execute: (args) => Number(args['a']) + Number(args['b']),
    });
    await using executor = createExecutor({ tools: { add } });
    const sum = (b: unknown) =>
      defineWorkflow('sum').node('sum', { kind: 'tool', tool: 'add', args: { a: '{{input.a}}', b } });
    expect((await sum(2).run({ a: 40 }, { executor })).output).toBe(42);
    const refused = await sum('two').run({ a: 40 }, { executor });
    expect(refused.error).toMatchObject({ code: 'VIV_NODE_FAILED', cause: { code: 'VIV_BAD_ARGUMENTS' } });
    const unknown = await defineWorkflow('none').node('x', { kind: 'tool', tool: 'ad' }).run({}, { executor });
    expect(unknown.error).toMatchObject({ cause: { code: 'VIV_UNKNOWN_TOOL' } });
  });

  test('that has an agent and no client says what to give', async () => {
    const { error } = await defineWorkflow('ask').node('a', { kind: 'agent', prompt: 'Hello' }).run();
    expect(error?.message).toContain('llm: expected a client for the agents');
  });

  test('is refused before anything has begun when it is wrong, or its options are', async () => {
    const began: string[] = [];
    const onEvent = ({ type }: WorkflowEvent): number => began.push(type);
    const empty = defineWorkflow('empty');
    await expect(empty.run(null, { onEvent })).rejects.toMatchObject({ code: 'VIV_WORKFLOW_INVALID' });
    const one = empty.node('a', does('identity'));
    const wrong = { timout: 3 } as object;
    await expect(one.run(null, { onEvent, ...wrong })).rejects.toThrow('run: expected timeout');
    await expect(one.run(null, { onEvent, concurrency: 0 })).rejects.toThrow(
      'run.concurrency: expected a whole number',
    );
    expect(() => createExecutor({ preset: 'fast' as 'balanced' })).toThrow('executor.preset: expected highThroughput');
    expect(() => defineWorkflow(' ')).toThrow('workflow: expected a name');
    expect(began).toEqual([]);
  });
});

describe('a node that fails', () => {
  const broken = defineWorkflow('broken')
    .node('bad', fails())
    .node('after', does('identity'))
    .node(
      'good',
      does(() => 'done'),
    )
    .node('end', does('identity'))
    .edge('bad', 'after')
    .edge('good', 'end');

  test('takes along what needs it; the rest goes on, and the run has failed with its reason', async () => {
    const result = await broken.run();
    expect(result).toMatchObject({ success: false, state: 'failed', output: 'done' });
    expect(states(result.nodes)).toEqual({ bad: 'failed', after: 'skipped', good: 'succeeded', end: 'succeeded' });
    expect(result.error).toMatchObject({
      code: 'VIV_NODE_FAILED',
      message: 'workflow broken: node bad failed: no luck',
      facts: { workflow: 'broken', run: result.run, node: 'bad', attempts: 1 },
    });
  });

  test('ends everything at once where the first failure is to, and nothing begins behind it', async () => {
    const told: string[] = [];
    const flow = broken.node('slow', waits(told));
    const result = await flow.run(null, { failFast: true, concurrency: 9 });
    expect(states(result.nodes)).toMatchObject({ bad: 'failed', after: 'cancelled', slow: 'cancelled' });
    expect(told).toEqual(['told']);
  });

  test('is tried again as its retry says, each time after a longer pause', async () => {
    const clock = new VirtualClock();
    await using executor = createExecutor({ clock });
    let tries = 0;
    const flaky = does(
      () => {
        if (++tries < 3) throw new Error(`try ${tries}`);
        return 'at last';
      },
      { retry: { maximumAttempts: 3, initialInterval: '100ms' } },
    );
    const events: WorkflowEvent[] = [];
    const run = executor.start(defineWorkflow('again').node('flaky', flaky), null, {
      onEvent: (event) => events.push(event),
    });
    await passes(clock, run.result);
    expect(await run.result).toMatchObject({ output: 'at last', nodes: [{ attempts: 3 }] });
    const waits = events.flatMap((event) => (event.type === 'node.retrying' ? [event.waitMs] : []));
    expect(waits[0]).toBeGreaterThan(79);
    expect(waits[0]).toBeLessThanOrEqual(100);
    expect(waits[1]).toBeGreaterThan(159);
    expect(executor.stats()).toMatchObject({ succeeded: 1, retries: 2 });
  });

  test('is given up when its attempts are used up, or when another would be of no use', async () => {
    const clock = new VirtualClock();
    await using executor = createExecutor({ clock });
    let tries = 0;
    const bad = (retry: object) =>
      does(
        () => {
          tries += 1;
          throw Object.assign(new Error('never'), { code: 'VIV_BAD_ARGUMENTS', facts: {} });
        },
        { retry },
      );
    const final = executor.run(defineWorkflow('final').node('bad', bad({ maximumAttempts: 5 })));
    await passes(clock, final);
    expect(tries).toBe(1);
    const used = executor.run(defineWorkflow('used').node('bad', { ...fails(), retry: { maximumAttempts: 3 } }));
    await passes(clock, used);
    expect((await used).error?.message).toBe('workflow used: node bad failed after 3 attempts: no luck');
  });

  test('whose attempt takes too long is told so, and may try again', async () => {
    const clock = new VirtualClock();
    await using executor = createExecutor({ clock });
    const told: string[] = [];
    const flow = defineWorkflow('slow').node('slow', {
      ...waits(told),
      timeout: '50ms',
      retry: { maximumAttempts: 2 },
    });
    const run = executor.run(flow);
    await passes(clock, run);
    expect((await run).error).toMatchObject({
      cause: { code: 'VIV_CALL_TIMEOUT', facts: { node: 'slow', timeoutMs: 50 } },
    });
    expect(told).toEqual(['told', 'told']);
  });
});

describe('a run', () => {
  const slow = (told: string[]) =>
    defineWorkflow('slow')
      .node('first', does('identity'))
      .node('slow', waits(told))
      .node('last', does('identity'))
      .chain('first', 'slow', 'last');

  test('that is cancelled ends, with its nodes, and keeps what it had', async () => {
    const told: string[] = [];
    const controller = new AbortController();
    const onEvent = (event: WorkflowEvent): void => {
      if (event.type === 'node.started' && event.node === 'slow') controller.abort('enough');
    };
    const result = await slow(told).run('begun', { signal: controller.signal, onEvent });
    expect(result).toMatchObject({
      state: 'cancelled',
      outputs: { first: 'begun' },
      error: { code: 'VIV_CALL_CANCELLED', cause: 'enough' },
    });
    expect(states(result.nodes)).toEqual({ first: 'succeeded', slow: 'cancelled', last: 'cancelled' });
    expect(told).toEqual(['told']);
  });

  test('does not begin when it was cancelled before', async () => {
    const result = await slow([]).run(null, { signal: AbortSignal.abort('no') });
    expect(result).toMatchObject({ state: 'cancelled', nodes: [{ attempts: 0 }, { attempts: 0 }, { attempts: 0 }] });
  });

  test('that takes too long has expired', async () => {
    const clock = new VirtualClock();
    await using executor = createExecutor({ clock, preset: 'lowLatency' });
    const run = executor.run(slow([]));
    await passes(clock, run, 1_000);
    expect(await run).toMatchObject({ state: 'expired', durationMs: 30_000, error: { code: 'VIV_CALL_TIMEOUT' } });
  });

  test('tells each step in order, and an observer that throws harms nobody', async () => {
    const told: string[] = [];
    const logged: string[] = [];
    const logger = { debug() {}, info() {}, warn() {}, error: (_: object, says: string) => logged.push(says) };
    await using executor = createExecutor({ logger });
    const flow = defineWorkflow('two').node('a', does('identity')).node('b', does('identity')).chain('a', 'b');
    const result = await flow.run(1, {
      executor,
      onEvent: (event) => {
        told.push('node' in event ? `${event.type} ${event.node}` : event.type);
        throw new Error('sulking');
      },
    });
    expect(result.success).toBe(true);
    expect(told).toEqual(['started', 'node.started a', 'node.ended a', 'node.started b', 'node.ended b', 'ended']);
    expect(logged[0]).toBe('workflow:two/1: its onEvent threw');
  });

  test('works in the context of whoever has started it', async () => {
    const { AsyncLocalStorage } = await import('node:async_hooks');
    const who = new AsyncLocalStorage<string>();
    await using executor = createExecutor();
    const flow = defineWorkflow('who')
      .node(
        'a',
        does(async () => who.getStore()),
      )
      .node(
        'b',
        does((value) => [value, who.getStore()]),
      )
      .chain('a', 'b');
    const [one, two] = await Promise.all(['one', 'two'].map((name) => who.run(name, () => executor.run(flow))));
    expect([one?.output, two?.output]).toEqual([
      ['one', 'one'],
      ['two', 'two'],
    ]);
  });
});

describe('an executor', () => {
  test('counts what happened, by how it ended', async () => {
    const clock = new VirtualClock();
    await using executor = createExecutor({ clock, concurrency: 2 });
    const good = defineWorkflow('good').node('a', does('identity'));
    await executor.run(good);
    await executor.run(good);
    await executor.run(defineWorkflow('bad').node('a', fails()).node('b', does('identity')).chain('a', 'b'));
    const run = executor.start(defineWorkflow('slow').node('a', waits()));
    expect(executor.stats().running).toBe(1);
    run.cancel();
    await run.result;
    expect(executor.stats()).toMatchObject({
      total: 4,
      succeeded: 2,
      failed: 1,
      cancelled: 1,
      expired: 0,
      running: 0,
      successRate: 2 / 3,
      nodes: { succeeded: 2, failed: 1, skipped: 1, cancelled: 1 },
    });
    executor.resetStats();
    expect(executor.stats()).toMatchObject({ total: 0, successRate: 1, averageMs: 0, nodes: { succeeded: 0 } });
  });

  test('refuses more runs than it may have', async () => {
    await using executor = createExecutor({ maxRuns: 1 });
    const run = executor.start(defineWorkflow('slow').node('a', waits()));
    await expect(executor.run(defineWorkflow('good').node('a', does('identity')))).rejects.toMatchObject({
      code: 'VIV_LLM_EXHAUSTED',
      resourceType: 'runs',
    });
    run.cancel();
    await run.result;
  });

  test('that closes cancels what runs, and takes nothing more', async () => {
    const told: string[] = [];
    const executor = createExecutor();
    const run = await new Promise<WorkflowRun>((resolve) => {
      const onEvent = ({ type }: WorkflowEvent): void => {
        if (type === 'node.started') setImmediate(() => resolve(begun));
      };
      const begun = executor.start(defineWorkflow('slow').node('a', waits(told)), null, { onEvent });
    });
    await executor.close('going home');
    expect(await run.result).toMatchObject({ state: 'cancelled', error: { cause: 'going home' } });
    expect(told).toEqual(['told']);
    await expect(executor.run(defineWorkflow('good').node('a', does('identity')))).rejects.toMatchObject({
      code: 'VIV_STOPPED',
    });
  });
});

/** Lets time pass until it has settled. */
async function passes(clock: VirtualClock, until: Promise<unknown>, step = 10): Promise<void> {
  let over = false;
  const done = (): void => {
    over = true;
  };
  void until.then(done, done);
  for (let turn = 0; !over && turn < 10_000; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    if (turn % 5 === 4) clock.advance(step);
  }
}
