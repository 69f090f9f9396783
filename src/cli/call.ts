/** `vivarium call`: one call of one tool, its result on stdout. */
import type { Command } from './common.ts';
import { loadTools } from './load-tools.ts';
import { printValue } from './print.ts';
import { argumentsFor, parseToolCall, TOOL_CALL_WORDS } from './tool-call.ts';
import { withAdapter } from './with-adapter.ts';

export const callCommand: Command = {
  summary: 'Calls a tool of an adapter and prints its result.',
  synopsis: 'ADAPTER TOOL [key=value …]',
  words: [...TOOL_CALL_WORDS, ['--timeout TIME', 'for the call, without the start; 500ms, 5s, 2m; default 30s']],
  examples: ['call ./adapter.py add a=2 b=3', `call ./adapter.py search --args '{"query": "lions"}' --json`],
  async run(argv, signal) {
    const call = parseToolCall(argv);
    const tools = await loadTools(call.tools);
    await withAdapter(call.adapter, { verbose: call.verbose, signal, tools }, async (pool) => {
      const result = await pool.call(call.tool, argumentsFor(pool, call), { ...call.options, signal });
      await printValue(result, call.json);
    });
  },
};
