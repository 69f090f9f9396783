/** The page of all options is written from the source; here are its sections, and that it says what the source does. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRuntime } from '../../src/index.ts';
import { type Duration, toMs } from '../../src/model/duration.ts';
import { POOL_ENTRIES, SESSIONS_ENTRIES } from '../../src/runtime/config-entries.ts';
import { configurationPage, optionsOf, type Section } from './configuration-page.ts';

const root = join(import.meta.dirname, '../..');
const page = join(root, 'docs/reference/configuration.md');

const HEAD = `# Configuration

Every option there is. A wrong value is refused by a \`BadConfig\` that names the option, what it takes and what it got; a misspelt name
is refused with the nearest right one. \`runtime.config\` has what is in force; \`console.log(formatConfig(runtime.config.options))\` prints
each option with its value and where that came from: \`option\`, \`default\`, or a variable of the environment.

A \`Duration\` is a number of milliseconds or a text: \`'200ms'\`, \`'5s'\`, \`'2m'\`, \`'1h'\`, \`'infinity'\`. Sizes are bytes.
This page is written from the source by \`npx vitest run test/docs/configuration.test.ts --update\`.

## Environment

| variable | what it is |
|---|---|
| \`VIVARIUM_PYTHON\` | An interpreter, or a virtual environment's folder, for pools that name none in \`python\`. It is checked, never modified. |
| \`VIVARIUM_CACHE_DIR\` | Where Python environments are made. Default: \`vivarium\` in the system's cache folder (\`XDG_CACHE_HOME\`). |
| \`VIVARIUM_OFFLINE\` | \`1\`: nothing is downloaded for Python environments; what is missing is refused by name. |
| \`VIVARIUM_WHEELS\` | A folder of wheels that Python environments are made from first. |
| \`VIVARIUM_LOG_LEVEL\` | Of the default logger and of \`'pretty'\`: \`trace\`, \`debug\`, \`info\`, \`warn\`, \`error\`, \`fatal\`, \`silent\`; without it \`warn\` and \`info\`. Python's \`logging\` keeps to it as well. |
| \`VIVARIUM_LANE\` | The pools' \`lane\` where the option is not given: \`grpc\`, \`socket\` or \`auto\`. |
| \`VIVARIUM_ZYGOTE\` | The pools' \`zygote\` where the option is not given: \`0\`, \`1\` or \`auto\`. |
| \`VIVARIUM_AGENT_MODEL\` | The \`model\` of agents that name none. |
| \`VIVARIUM_TOKEN_FILE\` | Of \`vivarium up --listen\`: a file with the token that clients have to send. |

A worker is told who it is by \`VIVARIUM_ADDRESS\`, \`VIVARIUM_TOKEN\`, \`VIVARIUM_WORKER\`, \`VIVARIUM_INCARNATION\` and \`VIVARIUM_LIFE_FD\`, a
zygote by \`VIVARIUM_CONTROL_FD\`, an agent by \`VIVARIUM_AGENT_TOKEN\`, \`VIVARIUM_AGENT_LIMITS\` and \`VIVARIUM_SESSION_ID\`: they are set by the
host ([an agent's wire](agent-wire.md)). So are \`VIVARIUM_FAULTS\` and \`VIVARIUM_FAULTS_SLOW_MS\`, by the faults of \`vivarium/testing\`.
`;

const SECTIONS: readonly Section[] = [
  { title: 'createRuntime', intro: '', from: ['src/runtime/options.ts RuntimeOptions'] },
  {
    title: 'pools',
    intro: 'By name, `{ pools: { ml: { adapter: … } } }`; `pool<Tools>({ … })` takes the same and adds types.',
    from: ['src/pool/adapter.ts AdapterOptions', 'src/pool/options.ts PoolOptions'],
  },
  { title: 'pools: backoff', intro: '', from: ['src/model/backoff-options.ts BackoffOptions'] },
  { title: 'pools: heartbeat', intro: '', from: ['src/pool/options.ts HeartbeatOptions'] },
  { title: 'pools: recycle', intro: '', from: ['src/pool/recycling.ts RecycleOptions'] },
  { title: 'pools: python', intro: '', from: ['src/pool/options.ts PythonOptions'] },
  { title: 'retry', intro: 'Of a pool, and of a single call.', from: ['src/model/retry.ts RetryOptions'] },
  { title: 'call and stream', intro: '', from: ['src/pool/types.ts CallOptions'] },
  { title: 'sessions', intro: '', from: ['src/session/options.ts SessionsOptions'] },
  { title: 'sessions.get and open', intro: '', from: ['src/session/options.ts NewSessionOptions'] },
  {
    title: 'llm',
    intro:
      '`createLlmClient`, `createEmbeddingClient`, `runtime.llm` and `runtime.embeddings` take the options of clients, too.',
    from: ['src/llm/options.ts LlmRuntimeOptions'],
  },
  { title: 'llm: clients', intro: '', from: ['src/llm/options.ts LlmOptions', 'src/llm/options.ts ClientOptions'] },
  { title: 'llm: retry', intro: '', from: ['src/llm/options.ts RetryOptions'] },
  { title: 'llm: breaker', intro: '', from: ['src/llm/options.ts BreakerOptions'] },
  { title: 'llm: limits', intro: '', from: ['src/llm/options.ts LimitOptions'] },
  {
    title: 'agents.start',
    intro:
      '`runtime.agents.start({ … })`, and of `createRuntime({ agents: { writer: { … } } })` but for `name`. `backoff` is as of pools, `python` and `retry` are, too.',
    from: ['src/agent/options.ts AgentOptions'],
  },
  { title: 'agents.start: timeouts', intro: '', from: ['src/agent/options.ts AgentTimeouts'] },
  { title: 'agents.start: health', intro: '', from: ['src/agent/options.ts AgentHealthOptions'] },
  { title: 'agents.start: limits', intro: '', from: ['src/agent/options.ts AgentLimits'] },
  { title: 'agent.send and stream', intro: '', from: ['src/agent/options.ts QuestionOptions'] },
  { title: 'tool', intro: '', from: ['src/tools/tool.ts ToolOptions'] },
  { title: 'tool: cache', intro: '', from: ['src/tools/tool.ts CacheOptions'] },
  { title: 'redact', intro: '', from: ['src/observe/redact.ts RedactOptions'] },
  { title: 'grpc', intro: '', from: ['src/runtime/grpc-options.ts GrpcOptions'] },
  { title: 'ensurePythonEnv', intro: '', from: ['src/python/ensure.ts PythonEnvOptions'] },
];

test('docs/reference/configuration.md has every option as its declaration explains it', async () => {
  await expect([HEAD, configurationPage(SECTIONS)].join('\n')).toMatchFileSnapshot(page);
});

test('every option is explained', () => {
  const mute = SECTIONS.flatMap(({ from }) => from.flatMap(optionsOf)).filter(
    ({ says, name }) => says === '' && name !== '__tools',
  );
  expect(mute.map(({ name }) => name)).toEqual([]);
});

test('every variable of the environment that the source reads is on the page', () => {
  const files = ['src', 'python/vivarium_worker'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|py)$/.test(file))
      .map((file) => readFileSync(join(root, folder, file), 'utf8')),
  );
  const names = new Set(files.join('\n').match(/\bVIVARIUM_(?!UNSENDABLE)[A-Z_]*[A-Z]\b/g));
  expect(names.size).toBeGreaterThan(5);
  expect([...names].filter((name) => !HEAD.includes(`\`${name}\``))).toEqual([]);
});

const { options } = createRuntime({ pools: { ml: { adapter: 'pkg.Adapter' } } }).config;
const inForce = new Map(options.map(({ option, value }) => [option, value]));

describe('the default that a comment tells is the one that is in force:', () => {
  const told = [
    ...of('pools.ml.', 'src/pool/options.ts PoolOptions'),
    ...of('pools.ml.backoff.', 'src/model/backoff-options.ts BackoffOptions'),
    ...of('pools.ml.heartbeat.', 'src/pool/options.ts HeartbeatOptions'),
    ...of('pools.ml.recycle.', 'src/pool/recycling.ts RecycleOptions'),
    ...of('sessions.', 'src/session/options.ts SessionsOptions'),
  ].filter(([option, fallback]) => inForce.has(option) && defaultIn(fallback) !== undefined);

  test.each(told)('%s is %s', (option, fallback) => {
    expect(inForce.get(option)).toBe(defaultIn(fallback));
  });

  test('which is so for most of them', () => {
    expect(told.length).toBeGreaterThan(20);
  });
});

test('the values in force name every option that a pool and sessions have', () => {
  const whole = ['backoff', 'heartbeat', 'recycle', 'retry'];
  const pool = [...optionsOf('src/pool/adapter.ts AdapterOptions'), ...optionsOf('src/pool/options.ts PoolOptions')]
    .map(({ name }) => name)
    .filter((name) => !whole.includes(name) && name !== 'adapterArgs');
  const sessions = optionsOf('src/session/options.ts SessionsOptions').map(({ name }) => name);
  expect(pool.filter((name) => !(name in POOL_ENTRIES))).toEqual([]);
  expect(sessions.filter((name) => !(name in SESSIONS_ENTRIES) && name !== 'store')).toEqual([]);
});

function of(prefix: string, from: string): [option: string, fallback: string][] {
  return optionsOf(from).map(({ name, fallback }) => [`${prefix}${name}`, fallback]);
}

/** `30 s` is 30000, `10 MiB` so many bytes, `` `prefer` `` a word; undefined for what only people understand. */
function defaultIn(text: string): unknown {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)(?: (ms|s|min|MiB))?(?= in |, |$)/.exec(text) ?? [];
  if (unit === 'MiB') return Number(number) * 1024 ** 2;
  if (unit !== '') return toMs(`${number}${unit === 'min' ? 'm' : unit}` as Duration, 'default');
  if (number !== '') return Number(number);
  if (text === 'no limit') return Number.POSITIVE_INFINITY;
  return /^`([\w_]+)`$/.exec(text)?.[1];
}
