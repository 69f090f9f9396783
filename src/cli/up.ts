/** `vivarium up`: a config file's pools and agents, served until a signal comes or nothing serves any more. */

import type { Ms } from '../model/clock.ts';
import { type Duration, toMs } from '../model/duration.ts';
import { isVivariumError, VivariumError } from '../model/errors.ts';
import { formatExit } from '../model/exit.ts';
import type { CrashReport } from '../pool/crash-report.ts';
import { createRuntime } from '../runtime/create-runtime.ts';
import { formatTree } from '../runtime/format-tree.ts';
import type { GrpcOptions } from '../runtime/grpc-options.ts';
import { defaultLogger } from '../runtime/logger.ts';
import type { PoolDefinitions } from '../runtime/options.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { COMMON, type Command } from './common.ts';
import { develop, inDevelopment } from './dev/dev.ts';
import { interruption } from './interrupt.ts';
import { toJson } from './json.ts';
import { grpcOf, LISTEN_OPTIONS, LISTEN_WORDS, whereItListens } from './listen.ts';
import { loadConfig } from './load-config.ts';
import { loadTools, TOOLS_WORD } from './load-tools.ts';
import { commandLog } from './log.ts';
import { NotLoaded } from './not-loaded.ts';
import { printLine } from './print.ts';
import { parseCommandLine, UsageError } from './usage.ts';

const OPTIONS = {
  ...COMMON,
  ...LISTEN_OPTIONS,
  grace: { type: 'string', default: '10s' },
  tools: { type: 'string' },
  dev: { type: 'boolean', default: false },
} as const;

export const upCommand: Command = {
  summary: 'Starts the pools and agents of a config file and keeps them up until Ctrl-C or SIGTERM.',
  synopsis: '[CONFIG]',
  words: [
    [
      'CONFIG',
      'a .json, .mjs or .ts file: the options of createRuntime; paths start at its folder; not needed with --tools',
    ],
    ['--grace TIME', 'for calls in flight, when it is told to stop; default 10s; a second signal ends it at once'],
    ['--dev', 'reloads an adapter when its files are saved: one worker after another, no call lost, sessions kept'],
    TOOLS_WORD,
    ...LISTEN_WORDS,
  ],
  examples: [
    'up ./vivarium.config.mjs',
    'up ./vivarium.config.mjs --dev',
    'up ./vivarium.config.json --json 2> log.json',
    'up --tools ./tools.mjs --listen 127.0.0.1:50051 --no-auth',
  ],
  async run(argv, signal) {
    const { values, positionals } = parseCommandLine(argv, OPTIONS);
    const [config, ...more] = positionals;
    if (more.length > 0 || (config === undefined && values.tools === undefined))
      throw new UsageError('up takes one CONFIG, or --tools FILE');
    const grace = toMs(values.grace as Duration, '--grace');
    const options = config === undefined ? {} : await loadConfig(config);
    const grpc = grpcOf(values, options.grpc);
    const logger = options.logger ?? (values.json ? defaultLogger() : commandLog(values));
    const tools = { ...options.tools, ...(await loadTools(values.tools)) };
    const pools = values.dev ? inDevelopment(options.pools ?? {}) : (options.pools ?? {});
    const runtime = createRuntime({ ...options, pools, ...(grpc === undefined ? {} : { grpc }), tools, logger });
    await serve(runtime, signal, { grace, json: values.json, grpc, dev: values.dev ? pools : undefined });
  },
};

interface ServeOptions {
  readonly grace: Ms;
  readonly json: boolean;
  readonly grpc: GrpcOptions | undefined;
  /** The pools to reload when their adapters change. */
  readonly dev: PoolDefinitions | undefined;
}

async function serve(runtime: Runtime, signal: AbortSignal, options: ServeOptions): Promise<void> {
  const { grace, json, grpc = {}, dev } = options;
  await start(runtime, signal);
  using _ = dev === undefined ? undefined : develop(runtime, dev, say);
  try {
    const tree = runtime.tree();
    const addresses = runtime.grpc;
    if (json) await printLine(toJson({ ready: tree, ...(addresses && { grpc: addresses }) }));
    else {
      const where = addresses === undefined ? [] : whereItListens(addresses, grpc);
      say([...(tree === undefined ? [] : [formatTree(tree)]), ...where, 'serving; Ctrl-C stops'].join('\n'));
    }
    await Promise.race([interruption(signal), demise(runtime, dev !== undefined)]);
    if (!json && signal.aborted) say('stopping; once more ends it at once');
  } finally {
    await runtime.stop({ grace });
  }
}

/** @throws NotLoaded when a pool gave up because Python could not load its adapter. */
async function start(runtime: Runtime, signal: AbortSignal): Promise<void> {
  const crashes = new Map<unknown, CrashReport>();
  runtime.on('crash', (report) => crashes.set(report.pool, report));
  const stop = (): Promise<void> => runtime.stop({ grace: 0 });
  signal.addEventListener('abort', stop, { once: true });
  try {
    await runtime.start();
  } catch (error) {
    const crash = isVivariumError(error) ? crashes.get(error.facts['pool']) : undefined;
    throw crash?.python === undefined ? error : new NotLoaded(crash);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/**
 * Rejects when nothing serves any more, so that whoever started this program can start it again. `mendable`: whoever
 * writes an adapter saves it again.
 */
async function demise(runtime: Runtime, mendable: boolean): Promise<never> {
  const failed = new Promise<VivariumError>((resolve) => {
    const told = ({ error }: { readonly error: VivariumError }): void => {
      const all = [...Object.values(runtime.pools), ...runtime.agents.list()];
      if (!mendable && all.every(({ status }) => status === 'failed')) resolve(error);
    };
    runtime.on('failed', told);
    for (const { name } of runtime.agents.list())
      runtime.on(`agent:${name}:failed`, (notice) => notice.type === 'failed' && told(notice));
  });
  const closed = runtime.closed.then(
    (reason) => new VivariumError('VIV_STOPPED', `the runtime gave up: ${formatExit(reason)}`),
  );
  throw await Promise.race([failed, closed]);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
