/** `vivarium run`: a Python script of the user's own, with host tools to call over the gRPC session plane. */
import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { ensurePythonEnv } from '../python/index.ts';
import { createRuntime } from '../runtime/create-runtime.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { COMMON, type Command } from './common.ts';
import { loadTools, TOOLS_WORD } from './load-tools.ts';
import { commandLog, pythonLog } from './log.ts';
import { runProgram } from './program.ts';
import { parseCommandLine, UsageError } from './usage.ts';

const OPTIONS = { ...COMMON, tools: { type: 'string' }, session: { type: 'string' } } as const;

export const runCommand: Command = {
  summary: 'Runs a Python script beside host tools, which it calls over gRPC.',
  synopsis: 'SCRIPT [ARGUMENT …]',
  words: [
    ['SCRIPT', 'a Python file; its sys.argv is [SCRIPT, address, session id, ARGUMENT …]'],
    ['ARGUMENT', 'write `--` before those that begin with a dash'],
    TOOLS_WORD,
    ['--session ID', 'the session it calls them in; default: a new one'],
  ],
  examples: ['run ./script.py --tools ./tools.ts', 'run ./script.py --tools ./tools.mjs data.csv -- --fast'],
  async run(argv, signal) {
    const { values, positionals } = parseCommandLine(argv, OPTIONS);
    const [script, ...rest] = positionals;
    if (script === undefined) throw new UsageError('SCRIPT is missing, a Python file');
    if (!statSync(script, { throwIfNoEntry: false })?.isFile()) throw new UsageError(`${script} is no file`);
    const tools = await loadTools(values.tools);
    const { python } = await ensurePythonEnv({ signal });
    const logger = values.verbose ? commandLog(values) : pythonLog();
    const runtime = createRuntime({ logger, tools, grpc: {} });
    try {
      await runtime.start();
      const address = addressOf(runtime);
      const session = values.session ?? `run-${randomUUID()}`;
      const env = { VIVARIUM_ADDRESS: address, VIVARIUM_SESSION_ID: session };
      await runProgram({ python, args: [script, address, session, ...rest], env, signal });
    } finally {
      await runtime.stop({ grace: 0 });
    }
  },
};

/** As `grpc.insecure_channel` takes it. */
function addressOf(runtime: Runtime): string {
  const socket = runtime.grpc?.socket;
  if (socket === undefined)
    throw new Error('there are no unix sockets here: use `vivarium up --listen 127.0.0.1:50051`');
  return socket;
}
