/** `vivarium agent`: an agent asked once, its answer on stdout; or served until Ctrl-C, for curl. */
import { basename } from 'node:path';
import type { Agent } from '../agent/agent.ts';
import { type Duration, toMs } from '../model/duration.ts';
import { createRuntime } from '../runtime/create-runtime.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { COMMON, type Command } from './common.ts';
import { interruption } from './interrupt.ts';
import { toJson } from './json.ts';
import { commandLog, pythonLog } from './log.ts';
import { printLine } from './print.ts';
import { parseCommandLine, UsageError } from './usage.ts';

const OPTIONS = {
  ...COMMON,
  model: { type: 'string', default: 'test:model' },
  port: { type: 'string', default: '0' },
  auth: { type: 'boolean', default: false },
  timeout: { type: 'string', default: '60s' },
} as const;

export const agentCommand: Command = {
  summary: 'Asks a Python agent and prints its answer as it comes; without a prompt serves it over HTTP until Ctrl-C.',
  synopsis: 'MODULE [PROMPT]',
  words: [
    ['MODULE', 'agents.example_agent, agents.example_agent:NAME, ./agent.py or ./agent.py:NAME'],
    ['PROMPT', 'the question'],
    [
      '--model NAME',
      'default test:model, which answers without a provider; others take their key from the environment',
    ],
    ['--port PORT', 'of 127.0.0.1, to serve on; default: any free one'],
    ['--auth', 'asks for a token, which is printed; default: any program of this machine may ask'],
    ['--timeout TIME', 'for the answer, without the start; default 60s'],
  ],
  examples: ['agent ./agents/writer.py "Hello, agent!"', 'agent agents.example_agent --port 5000'],
  async run(argv, signal) {
    const { values, positionals } = parseCommandLine(argv, OPTIONS);
    const [pythonModule, prompt, ...more] = positionals;
    if (pythonModule === undefined || more.length > 0) throw new UsageError('agent takes a MODULE and one PROMPT');
    const timeout = toMs(values.timeout as Duration, '--timeout');
    const { model, auth, verbose, json } = values;
    const runtime = createRuntime({ logger: verbose || prompt === undefined ? commandLog({ verbose }) : pythonLog() });
    const stop = (): Promise<void> => runtime.stop({ grace: 0 });
    signal.addEventListener('abort', stop, { once: true });
    try {
      await runtime.start();
      const [port, env] = [portOf(values.port), keys(process.env)];
      const agent = await runtime.agents.start({ name: nameOf(pythonModule), pythonModule, model, port, auth, env });
      if (prompt === undefined) await serve(runtime, agent, json, signal);
      else await ask(agent, prompt, { timeout, signal, json });
    } finally {
      signal.removeEventListener('abort', stop);
      await stop();
    }
  },
};

async function ask(
  agent: Agent,
  prompt: string,
  { json, ...options }: { timeout: number; signal: AbortSignal; json: boolean },
): Promise<void> {
  if (json) return printLine(toJson(await agent.send({ prompt }, options)));
  const stream = agent.stream({ prompt }, options);
  let text = '';
  for await (const part of stream) {
    if (typeof part !== 'string') continue;
    process.stdout.write(part);
    text += part;
  }
  const { result } = await stream.result;
  await printLine(typeof result === 'string' && text !== '' ? '' : toJson(result));
}

async function serve(runtime: Runtime, agent: Agent, json: boolean, signal: AbortSignal): Promise<void> {
  const { url = '', token, name } = agent;
  const headers = ["-H 'content-type: application/json'", token && `-H 'authorization: Bearer ${token}'`];
  const curl = `curl ${url}/run_sync ${headers.filter(Boolean).join(' ')} -d '{"prompt": "Hello"}'`;
  await printLine(json ? toJson({ url, token }) : `serving ${url}; Ctrl-C stops\n  ${curl}`);
  const failed = new Promise<never>((_, reject) =>
    runtime.on(`agent:${name}:failed`, (notice) => notice.type === 'failed' && reject(notice.error)),
  );
  await Promise.race([interruption(signal), failed]);
}

/** `./agents/writer.py:NAME` and `agents.writer:NAME` are `writer`. */
function nameOf(module: string): string {
  const [file = ''] = module.split(/(?:\.py)?(?::|$)/);
  const name = (basename(file).split('.').at(-1) ?? '').replace(/[^\w-]/g, '_').slice(0, 58);
  return /^[A-Za-z0-9]/.test(name) ? name : 'agent';
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UsageError(`--port "${text}" is no port: 0 to 65535`);
}

/** What providers of models ask for: `OPENAI_API_KEY`, `OLLAMA_BASE_URL`. */
function keys(env: NodeJS.ProcessEnv): Record<string, true> {
  const names = Object.keys(env).filter((name) => /_(API_KEY|BASE_URL)$/.test(name));
  return Object.fromEntries(names.map((name) => [name, true]));
}
