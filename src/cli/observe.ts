/** `vivarium observe`: a config served with the observer page beside it; or a running observer's export. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createRuntime } from '../runtime/create-runtime.ts';
import { defaultLogger } from '../runtime/logger.ts';
import { createFaultyRuntime } from '../testing/faults/faults.ts';
import { COMMON, type Command } from './common.ts';
import { interruption } from './interrupt.ts';
import { toJson } from './json.ts';
import { loadConfig } from './load-config.ts';
import { commandLog } from './log.ts';
import { isAddress, request } from './observer-client.ts';
import { printLine } from './print.ts';
import { parseCommandLine, UsageError } from './usage.ts';

const OPTIONS = {
  ...COMMON,
  port: { type: 'string', default: '0' },
  host: { type: 'string' },
  actions: { type: 'boolean', default: false },
  faults: { type: 'boolean', default: false },
  export: { type: 'string' },
} as const;

export const observeCommand: Command = {
  summary: 'Starts the pools of a config file with the observer page, or saves what a running observer knows.',
  synopsis: 'CONFIG | URL --export FILE',
  words: [
    ['CONFIG', 'as for up'],
    ['URL', 'of a running observer with its token, as it was printed: http://127.0.0.1:7070/#token=…'],
    ['--port PORT', 'of the page; default any that is free'],
    ['--host HOST', 'where it listens; default 127.0.0.1: this machine alone'],
    ['--actions', 'also makes an address whose reader may kill, suspend, restart and drain'],
    ['--faults', 'with --actions: frames can be delayed, too; not for production'],
    ['--export FILE', 'writes everything known as JSON lines, which the page can open later'],
  ],
  examples: ['observe ./vivarium.config.mjs --actions', "observe 'http://127.0.0.1:7070/#token=…' --export run.jsonl"],
  async run(argv, signal) {
    const { values, positionals } = parseCommandLine(argv, OPTIONS);
    const [what, ...more] = positionals;
    if (what === undefined || more.length > 0) throw new UsageError('observe takes one CONFIG, or one URL');
    const { export: file } = values;
    if (isAddress(what)) {
      if (file === undefined) throw new UsageError('open that address in a browser, or give --export FILE');
      return save(what, file, signal);
    }
    if (file !== undefined) throw new UsageError('--export needs the URL of a running observer');
    if (!/^\d{1,5}$/.test(values.port)) throw new UsageError(`--port: expected a port, got "${values.port}"`);
    await serve(what, signal, { ...values, port: Number(values.port) });
  },
};

interface Served {
  readonly port: number;
  readonly host?: string | undefined;
  readonly actions: boolean;
  readonly faults: boolean;
  readonly json: boolean;
  readonly verbose: boolean;
}

async function serve(config: string, signal: AbortSignal, served: Served): Promise<void> {
  const { port, host, actions, faults, json } = served;
  const options = await loadConfig(config);
  const logger = options.logger ?? (json ? defaultLogger() : commandLog(served));
  await using runtime = (faults ? createFaultyRuntime : createRuntime)({ ...options, logger });
  // Before it starts, so that a worker that does not come up can be looked at.
  const observer = await runtime.observer({ port, actions, ...(host === undefined ? {} : { host }) });
  const { url, actionsUrl } = observer;
  if (json) await printLine(toJson({ url, ...(actionsUrl === undefined ? {} : { actionsUrl }) }));
  else await printLine([`look:  ${url}`, ...(actionsUrl === undefined ? [] : [`act:   ${actionsUrl}`])].join('\n'));
  try {
    const stopped = interruption(signal);
    await Promise.race([runtime.start(), stopped]);
    await stopped;
  } finally {
    await observer.close();
  }
}

async function save(address: string, file: string, signal: AbortSignal): Promise<void> {
  const response = await request(address, 'api/export', signal);
  if (response.body === null) throw new Error('the observer sent nothing');
  await pipeline(Readable.fromWeb(response.body as never), createWriteStream(file, { mode: 0o600 }));
  process.stderr.write(`${file} is written; the page opens it: Import\n`);
}
