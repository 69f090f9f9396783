import { availableParallelism } from 'node:os';
import { describe, expect, test } from 'vitest';
import type { ToolContext } from '../../src/tools/context.ts';
import { createExecutor } from '../../src/workflow/create-executor.ts';
import type { WorkflowDesk } from '../../src/workflow/desk.ts';
import { workflowOperations } from '../../src/workflow/operations.ts';
import { executorPresets, poolPresets } from '../../src/workflow/presets.ts';

const desk: WorkflowDesk = {
  call: async (tool, args) => ({ tool, args }),
  describe: () => undefined,
};

async function ask(name: string, args: object, signal = new AbortController().signal): Promise<unknown> {
  await using executor = createExecutor({ preset: 'balanced' });
  const llm = { complete: async ({ prompt = '' }) => ({ text: `${prompt}!` }) };
  const operations = workflowOperations({ llm: () => llm, executor: () => executor, desk: () => desk });
  const context = { signal } as ToolContext; // no other part of it is read
  const given = operations[name]?.execute(args, context);
  if (!name.endsWith('stream')) return await given;
  const pieces: unknown[] = [];
  for await (const piece of given as AsyncIterable<unknown>) pieces.push(piece);
  return pieces;
}

const workflow = {
  name: 'w',
  nodes: [
    { id: 'a', name: 'First', kind: 'agent', prompt: 'Hi {{input}}', system: null },
    { id: 'b', kind: 'tool', tool: 'save', args: { text: '{{node.First}}' }, timeout: 5, attempts: 2 },
  ],
  edges: [['a', 'b']],
};

describe('what Python asks', () => {
  test('runs, and comes back with outputs by id and by name', async () => {
    expect(
      await ask('vivarium.workflow.run', { workflow, input: 'Ada', config: { provider: 'x' }, preset: null }),
    ).toMatchObject({
      ok: true,
      value: {
        state: 'succeeded',
        error: null,
        output: { tool: 'save', args: { text: 'Hi Ada!' } },
        outputs: { a: 'Hi Ada!', First: 'Hi Ada!' },
        nodes: [{ node: 'a', name: 'First', attempts: 1 }, { node: 'b' }],
      },
    });
  });

  test('tells its steps as they come, and the result at the end', async () => {
    const pieces = await ask('vivarium.workflow.stream', { workflow, input: 'Ada', config: { provider: 'x' } });
    const types = (pieces as { type: string; event?: { type: string } }[]).map(
      ({ type, event }) => event?.type ?? type,
    );
    expect(types.slice(0, 3)).toEqual(['started', 'node.started', 'node.ended']);
    expect(types.slice(-2)).toEqual(['ended', 'result']);
  });

  test('is refused as a kind of error that Python has a class for', async () => {
    const circle = { ...workflow, edges: [['a', 'b'], { from: 'b', to: 'a', when: null }] };
    expect(await ask('vivarium.workflow.run', { workflow: circle })).toMatchObject({
      ok: false,
      error: { kind: 'validation', code: 'VIV_WORKFLOW_INVALID', fields: { field: 'workflow' } },
    });
    expect(await ask('vivarium.workflow.run', { workflow })).toMatchObject({
      ok: true, // it had begun: no client for its agent is how its node failed
      value: { state: 'failed', error: { kind: 'configuration', code: 'VIV_NODE_FAILED' } },
    });
  });

  test('has the numbers by the names of the seed', async () => {
    expect(await ask('vivarium.workflow.stats', {})).toMatchObject({
      ok: true,
      value: { total_executions: 0, successful_executions: 0, execution_mode: 'balanced', timeout_seconds: 300 },
    });
  });
});

test('presets have the numbers that are promised, for workflows and for pools', () => {
  const cores = availableParallelism();
  expect(executorPresets).toMatchObject({
    highThroughput: { concurrency: 4 * cores, timeoutMs: 300_000, retries: 3, failFast: false },
    lowLatency: { concurrency: 2 * cores, timeoutMs: 30_000, retries: 0, failFast: true },
    memoryOptimized: { concurrency: 2, timeoutMs: 300_000, retries: 3, failFast: false },
    balanced: { concurrency: 2 * cores, timeoutMs: 300_000, retries: 3, failFast: false },
  });
  for (const [name, { concurrency }] of Object.entries(executorPresets)) {
    const pool = poolPresets[name as keyof typeof poolPresets];
    expect((pool.size ?? 1) * (pool.concurrency ?? 1), name).toBe(concurrency);
  }
});
