/** What the blocks of each page take for granted: names that a reader has, and what stands in for a world that a test has not. */
import { join } from 'node:path';

export interface Page {
  readonly path: string;
  /** TypeScript before its first block. */
  readonly given?: string;
  /** In its blocks, one text for another. */
  readonly instead?: readonly (readonly [said: string, run: string])[];
}

const RUNTIME = `const runtime = createRuntime({ logger: silent, pools: { ml: pool({ adapter: './adapter.py' }) } });
await runtime.start();
`;
const PROVIDER = join(import.meta.dirname, '../../examples/11-llm-tools/provider/server.ts');
const FEATURES = 'const features = [1, 2];\n';
const APP = `const app = fastify();
app.get('/other', async (_, reply) => reply.send('ok'));
`;

export const PAGES: readonly Page[] = [
  {
    path: 'README.md',
    given: `const check = async (data: unknown, schema: string, signal: AbortSignal): Promise<boolean> =>
  !signal.aborted && typeof schema === 'string' && data !== undefined;
const pools = {};
`,
    // an environment of its own would be installed from an index
    instead: [
      [
        "      python: { requirements: ['./requirements.txt'] }, // numpy, installed once into an environment of its own\n",
        '',
      ],
    ],
  },
  {
    path: 'docs/guides/adapters.md',
    given: 'interface ShopTools { price(args: { fruit: string }): number }\n',
    instead: [
      ['});\nawait runtime.pools', '});\nawait runtime.start();\nawait runtime.pools'],
      ['./shop.py:Shop', './adapter.py'],
    ],
  },
  {
    path: 'docs/guides/agents.md',
    // what `vivarium new agent` makes
    instead: [
      ["'./librarian.py'", "'python/templates/my_agent/agent.py'"],
      ['({ prompt }) => prompt }', '({ prompt }) => prompt }, { logger: silent }'],
      ['process.stdout.write(String(text))', 'String(text)'],
    ],
  },
  { path: 'docs/guides/deployment.md' },
  { path: 'docs/guides/workflows.md' },
  {
    path: 'docs/guides/replacing-workers.md',
    given: RUNTIME,
    instead: [["'worker:ml/3'", "runtime.pools.ml.workers()[0]?.id ?? ''"]],
  },
  {
    path: 'docs/guides/sessions.md',
    given: `${FEATURES}const data = [1];\n`,
    // a watch goes on until one has seen enough
    instead: [
      ['console.log(name, value);\n', '{ console.log(name, value, deleted); break; }\n'],
      ['await session.close(', "await runtime.sessions.get('user-43').close("],
      [
        'for await (const { name, value, deleted } of',
        "await session.set('progress', 1);\nfor await (const { name, value, deleted } of",
      ],
      ["session.watch(['progress'])", "session.watch(['progress'], { initial: true })"],
    ],
  },
  {
    path: 'docs/guides/llm.md',
    given: `const { startProvider } = await import('${PROVIDER}');
const provider = await startProvider();
Object.assign(process.env, provider.env, { OPENAI_API_KEY: 'any' });
const pools = {};
`,
    instead: [
      ['embeddings.similarity(river, tax));\n', 'embeddings.similarity(river, tax));\nawait provider.close();\n'],
    ],
  },
  { path: 'docs/guides/sizing-a-pool.md' },
  { path: 'docs/guides/timeouts-and-retries.md', given: RUNTIME + FEATURES },
  {
    path: 'docs/guides/tools-for-models.md',
    given: `const runtime = createRuntime({ logger: silent, pools: { shop: pool({ adapter: './adapter.py' }) } });
await runtime.start();
const count = { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0, text: 1, reasoning: 0 };
const answer = {
  content: [{ type: 'text' as const, text: 'six' }],
  finishReason: { unified: 'stop' as const, raw: undefined },
  usage: { inputTokens: count, outputTokens: count },
  warnings: [],
};
const model = {
  specificationVersion: 'v3' as const,
  provider: 'test',
  modelId: 'test',
  supportedUrls: {},
  doGenerate: () => Promise.resolve(answer),
  doStream: () => Promise.reject(new Error('it does not stream')),
};
`,
  },
  { path: 'docs/guides/when-a-worker-dies.md' },
  { path: 'docs/guides/workers-in-milliseconds.md' },
  {
    path: 'docs/reference/errors.md',
    given: `${RUNTIME}${FEATURES}const reply = { code: (status: number) => ({ send: (body: unknown) => [status, body] }) };
const tryLater = (): void => {};
`,
  },
  { path: 'docs/reference/metrics.md', given: RUNTIME + APP },
  { path: 'docs/reference/session-plane.md', given: 'const [pools, tools] = [{}, {}];\n' },
  { path: 'docs/reference/tracing.md', given: 'const audit = (...seen: unknown[]): number => seen.length;\n' },
];
