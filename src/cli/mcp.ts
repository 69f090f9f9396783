/** `vivarium mcp`: Python tools and host tools as a server of the Model Context Protocol, for assistants and editors. */
import { randomBytes } from 'node:crypto';
import { extname } from 'node:path';
import { isLoopback, parseTcpAddress } from '../bridge/plane/tcp-address.ts';
import { serveHttp } from '../mcp/http.ts';
import { loadSdk } from '../mcp/sdk.ts';
import { mcpServer, type Tools } from '../mcp/server.ts';
import type { Log } from '../model/log.ts';
import { createRuntime } from '../runtime/create-runtime.ts';
import type { RuntimeOptions } from '../runtime/options.ts';
import { COMMON, type Command } from './common.ts';
import { interruption } from './interrupt.ts';
import { loadConfig } from './load-config.ts';
import { loadTools, TOOLS_WORD } from './load-tools.ts';
import { commandLog } from './log.ts';
import { parseCommandLine, UsageError } from './usage.ts';

const OPTIONS = {
  ...COMMON,
  tools: { type: 'string' },
  http: { type: 'string' },
  token: { type: 'string' },
} as const;

const CONFIGS: readonly string[] = ['.json', '.mjs', '.js', '.ts', '.mts'];

export const mcpCommand: Command = {
  summary: 'Serves tools to assistants by the Model Context Protocol: on stdin and stdout, or over HTTP.',
  synopsis: 'CONFIG | ADAPTER',
  words: [
    ['CONFIG', 'a .json, .mjs or .ts file: the tools of its pools, and its host tools'],
    ['ADAPTER', './file.py, ./file.py:Class, package.module or package.module.Class: the tools of one worker'],
    TOOLS_WORD,
    ['--http HOST:PORT', 'over HTTP instead, on the loopback; port 0 is any that is free'],
    ['--token TOKEN', 'what HTTP clients have to send; default: one is made and printed'],
  ],
  examples: ['mcp ./adapter.py', 'mcp ./vivarium.config.mjs --http 127.0.0.1:8765'],
  async run(argv, signal) {
    const { values, positionals } = parseCommandLine(argv, OPTIONS);
    const [what, ...more] = positionals;
    if (what === undefined || more.length > 0) throw new UsageError('mcp takes one CONFIG or ADAPTER');
    if (values.token !== undefined && values.http === undefined) throw new UsageError('--token goes with --http');
    const address = values.http === undefined ? undefined : addressOf(values.http);
    const sdk = await loadSdk();
    const options: RuntimeOptions = CONFIGS.includes(extname(what))
      ? await loadConfig(what)
      : { pools: { adapter: { adapter: what } } };
    const logger = commandLog(values); // on stderr: stdout is the protocol's
    const runtime = createRuntime({
      ...options,
      logger,
      tools: { ...options.tools, ...(await loadTools(values.tools)) },
    });
    const tools: Tools = () => runtime.toolSet();
    const stop = (): Promise<void> => runtime.stop({ grace: 0 });
    signal.addEventListener('abort', stop, { once: true });
    try {
      await runtime.start();
      if (address === undefined) return await onStdio(sdk, tools, logger, signal);
      const token = values.token ?? randomBytes(32).toString('base64url');
      const server = await serveHttp(sdk, tools, { ...address, token, log: logger });
      process.stderr.write(`vivarium: MCP at ${server.url}\ntoken: ${token}\nCtrl-C stops\n`);
      await interruption(signal);
      await server.close();
    } finally {
      signal.removeEventListener('abort', stop);
      await runtime.stop();
    }
  },
};

/** Until the client closes stdin, or a signal comes. */
async function onStdio(
  sdk: Awaited<ReturnType<typeof loadSdk>>,
  tools: Tools,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  const server = mcpServer(sdk, tools, log);
  const closed = new Promise<void>((resolve) => {
    process.stdin.once('end', resolve).once('close', resolve);
  });
  await server.connect(new sdk.StdioServerTransport());
  await Promise.race([closed, interruption(signal)]);
  await server.close();
}

function addressOf(text: string): { readonly host: string; readonly port: number } {
  const address = parseTcpAddress(text);
  if (address === undefined) throw new UsageError(`--http "${text}": expected a host and a port, 127.0.0.1:8765`);
  if (!isLoopback(address)) throw new UsageError(`--http "${text}": only the loopback; put a proxy with TLS before it`);
  return address;
}
