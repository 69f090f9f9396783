import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createRuntime,
  defineWorkflow,
  formatTree,
  pool,
  prometheusText,
  tool,
  type WorkflowEvent,
} from '../../src/index.ts';
import { silentLog } from '../../src/model/log.ts';
import { type Provider, startProvider } from '../support/provider/index.ts';
import { python } from '../support/python.ts';

const folder = mkdtempSync(join(tmpdir(), 'vivarium-workflow-'));
const adapter = join(folder, 'adapter.py');
writeFileSync(
  adapter,
  `import os, signal


def score(text: str) -> dict:
    """How long it is."""
    return {"length": len(text), "long": len(text) > 10}


def dies_once(marker: str) -> str:
    """Kills its worker when it is first called."""
    if not os.path.exists(marker):
        open(marker, "w").close()
        os.kill(os.getpid(), signal.SIGKILL)
    return "survived"


def review(topic: str) -> dict:
    """Asks the host to run a workflow."""
    from vivarium_worker import Executor, LlmConfig, Node, Workflow

    flow = Workflow("from-python")
    draft = flow.add_node(Node.agent("Draft", "Write about {{input}}"))
    loud = flow.add_node(Node.transform("Loud", "uppercase"))
    flow.connect(draft, loud)
    executor = Executor.new_low_latency(LlmConfig.ollama("llama3.2"))
    result = executor.execute(flow, topic)
    return {"state": result.state(), "loud": result.get_variable("Loud"), "error": str(result.error)}
`,
);

let provider: Provider;
let runtime: ReturnType<typeof start>;

function start() {
  const stock = tool({ description: 'What is left', execute: async () => 7 });
  return createRuntime({
    logger: silentLog,
    tools: { stock },
    llm: { clients: { writer: { provider: 'ollama', model: 'llama3.2', baseUrl: provider.env['OLLAMA_HOST'] ?? '' } } },
    pools: { ml: pool({ adapter, size: 2, python: python(), backoff: false }) },
  });
}

beforeAll(async () => {
  provider = await startProvider();
  runtime = start();
  await runtime.start();
});

afterAll(async () => {
  await runtime.stop();
  await provider.close();
  rmSync(folder, { recursive: true });
});

describe('a workflow in a runtime', () => {
  test('asks a model, calls Python and host tools, and chooses', async () => {
    const flow = defineWorkflow('review')
      .node('draft', { kind: 'agent', prompt: 'Write about {{input.topic}}', client: runtime.llm('writer') })
      .node('score', { kind: 'tool', tool: 'ml.score', args: { text: '{{node.draft}}' } })
      .node('long', { kind: 'condition', expression: 'node.score.long' })
      .node('stock', { kind: 'tool', tool: 'stock' })
      .node('short', { kind: 'transform', transformation: 'identity' })
      .chain('draft', 'score', 'long', 'stock')
      .edge('long', 'short', { when: false });
    const result = await flow.run({ topic: 'bridges' }, { executor: runtime.executor() });
    expect(result.error).toBeUndefined();
    expect(result.outputs).toEqual({
      draft: 'echo: Write about bridges',
      score: { length: 25, long: true },
      long: true,
      stock: 7,
    });
  });

  test('is in the tree while it runs, and nothing of it afterwards', async () => {
    const trees: string[] = [];
    const flow = defineWorkflow('seen').node('look', {
      kind: 'transform',
      transformation: () => trees.push(formatTree(runtime.tree() ?? expect.fail('there is no tree'))),
    });
    const { run } = await flow.run(null, { executor: runtime.executor() });
    expect(trees[0]).toContain(run);
    expect(trees[0]).toContain('node:look');
    expect(formatTree(runtime.tree() ?? expect.fail('there is no tree'))).not.toContain('workflow:');
  });

  test('whose worker is killed in the middle of a node tries again when the node says that it may', async () => {
    const events: WorkflowEvent[] = [];
    const node = (marker: string) =>
      ({ kind: 'tool', tool: 'ml.dies_once', args: { marker: join(folder, marker) } }) as const;
    const again = defineWorkflow('again').node('dies', { ...node('one'), retry: { maximumAttempts: 2 } });
    const mended = await again.run(null, { executor: runtime.executor(), onEvent: (event) => events.push(event) });
    expect(mended).toMatchObject({ success: true, output: 'survived', nodes: [{ attempts: 2 }] });
    expect(events.find(({ type }) => type === 'node.retrying')).toMatchObject({
      error: { code: 'VIV_WORKER_CRASHED' },
    });
    const once = await defineWorkflow('once').node('dies', node('two')).run(null, { executor: runtime.executor() });
    expect(once.error).toMatchObject({ code: 'VIV_NODE_FAILED', cause: { code: 'VIV_WORKER_CRASHED' } });
  });

  test('runs for Python that asks from inside of a tool', async () => {
    expect(await runtime.pool('ml').call('review', { topic: 'bridges' })).toEqual({
      state: 'succeeded',
      loud: 'ECHO: WRITE ABOUT BRIDGES',
      error: 'None',
    });
    expect(runtime.executor('lowLatency').stats()).toMatchObject({ succeeded: 1, nodes: { succeeded: 2 } });
  });

  test('is counted in the metrics of its executor', async () => {
    const { workflows } = await runtime.metrics();
    expect(workflows['balanced']?.failed).toBe(1);
    expect(prometheusText(await runtime.metrics())).toContain(
      'vivarium_workflow_runs_total{executor="balanced",outcome="failed"} 1',
    );
  });

  test('has one executor for a name, which cannot mean two things', () => {
    expect(runtime.executor('balanced')).toBe(runtime.executor());
    expect(() => runtime.executor({ name: 'balanced', preset: 'lowLatency' })).toThrow(
      'executor.name: expected a name of its own',
    );
  });
});
