/** Clients of a runtime: where they are in its tree, who shares them, what is told of them. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createRuntime, type Runtime } from '../../src/index.ts';
import type { LlmEvent } from '../../src/llm/event.ts';
import { silentLog } from '../../src/model/log.ts';
import { prometheusText } from '../../src/observe/prometheus.ts';
import type { RuntimeNode } from '../../src/runtime/tree.ts';
import { type Provider, startProvider } from '../support/provider/index.ts';

let provider: Provider;
let runtime: Runtime;

beforeAll(async () => {
  provider = await startProvider();
  const baseUrl = `${provider.url}/v1`;
  runtime = createRuntime({
    logger: silentLog,
    llm: {
      default: { retry: { attempts: 1 }, breaker: { failures: 2, recovery: '1h' } },
      clients: { fast: { provider: 'openai', model: 'gpt-4o-mini', apiKey: 'configured-key', baseUrl } },
    },
  });
});
afterAll(async () => {
  await runtime.stop();
  await provider.close();
});
beforeEach(() => provider.reset());

const nodes = (node = runtime.tree()): readonly RuntimeNode[] =>
  node === undefined ? [] : [node, ...(node.children ?? []).flatMap((each) => nodes(each))];
const broken = () => runtime.llm({ provider: 'openai', model: 'fail-500', apiKey: 'k', baseUrl: `${provider.url}/v1` });

describe('a runtime with clients', () => {
  test('refuses requests before it has started', async () => {
    await expect(runtime.llm('fast').complete('Hello')).rejects.toMatchObject({ code: 'VIV_STOPPED' });
    await runtime.start();
    expect((await runtime.llm('fast').complete('Hello')).text).toBe('echo: Hello');
  });

  test('has those it configures in its tree, with their breaker', () => {
    expect(nodes().find(({ id }) => id === 'llm:fast')).toMatchObject({
      path: 'runtime/llm/llm:fast',
      snapshotValue: 'closed',
    });
  });

  test('gives the same client for the same model, and another one for another key', () => {
    expect(broken()).toBe(broken());
    const other = runtime.llm({
      provider: 'openai',
      model: 'fail-500',
      apiKey: 'other',
      baseUrl: `${provider.url}/v1`,
    });
    expect(other).not.toBe(broken());
    expect(nodes().map(({ id }) => id)).toEqual(
      expect.arrayContaining(['llm:openai/fail-500', 'llm:openai/fail-500~2']),
    );
  });

  test('names the clients there are when asked for another, and an option that is wrong', () => {
    expect(() => runtime.llm('slow')).toThrow(/llm\.clients: fast, got string "slow"/);
    const wrong = { llm: { clients: { a: { provider: 'openai', timeout: '5 seconds' } } } };
    expect(() => createRuntime(wrong as never)).toThrow(/^llm\.clients\.a\.timeout: expected a duration/);
  });

  test('tells of an open circuit in its tree, its journal, its events and its metrics', async () => {
    const events: LlmEvent[] = [];
    runtime.on('llm', (event) => events.push(event));
    for (let n = 0; n < 2; n++) await expect(broken().complete('Hello')).rejects.toMatchObject({ kind: 'network' });
    await expect(broken().complete('Hello')).rejects.toMatchObject({ code: 'VIV_CIRCUIT_OPEN' });
    expect(events.map((event) => ('state' in event ? `${event.type} ${event.state}` : event.type))).toEqual([
      'sent',
      'failed',
      'sent',
      'failed',
      'breaker open',
      'refused',
    ]);
    expect(nodes().find(({ id }) => id === 'llm:openai/fail-500')?.snapshotValue).toBe('open');
    expect(runtime.journal('llm:openai/fail-500').map(({ says }) => says)).toContainEqual(
      expect.stringContaining('the circuit is open'),
    );
    const text = prometheusText(await runtime.metrics());
    expect(text).toContain('vivarium_llm_breaker{client="llm:openai/fail-500",state="open"} 1');
    expect(text).toContain('vivarium_llm_requests_total{client="llm:openai/fail-500",outcome="failed"} 2');
    expect(text).toContain('vivarium_llm_requests_total{client="llm:openai/fail-500",outcome="rejected"} 1');
  });

  test('keeps keys out of its tree, its journal, its metrics and its config', async () => {
    const all = [runtime.tree(), runtime.journal(), await runtime.metrics(), runtime.config, await observed()];
    expect(JSON.stringify(all)).not.toContain('configured-key');
  });

  test('lets no tool take the name of one of its own', () => {
    expect(() => runtime.tools.register('vivarium.llm.complete', {} as never)).toThrow(
      /does not begin with vivarium\./,
    );
    expect(runtime.tools.list()).toEqual([]);
  });
});

async function observed(): Promise<unknown> {
  const observation = runtime.observe();
  try {
    for await (const message of observation) return message;
  } finally {
    observation.close();
  }
}
