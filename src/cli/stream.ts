/** `vivarium stream`: one streaming call, each of its chunks on a line as soon as it is there. */
import type { Command } from './common.ts';
import { loadTools } from './load-tools.ts';
import { printValue } from './print.ts';
import { argumentsFor, parseToolCall, TOOL_CALL_WORDS } from './tool-call.ts';
import { withAdapter } from './with-adapter.ts';

export const streamCommand: Command = {
  summary: 'Streams from a tool of an adapter and prints each chunk as it comes.',
  synopsis: 'ADAPTER TOOL [key=value …]',
  words: [...TOOL_CALL_WORDS, ['--timeout TIME', 'for the whole stream, without the start; default 15m']],
  examples: ['stream ./adapter.py count to=3', 'stream ./adapter.py train epochs=20 --json | jq .loss'],
  async run(argv, signal) {
    const call = parseToolCall(argv);
    const tools = await loadTools(call.tools);
    await withAdapter(call.adapter, { verbose: call.verbose, signal, tools }, async (pool) => {
      const chunks = pool.stream(call.tool, argumentsFor(pool, call), { ...call.options, signal });
      for await (const chunk of chunks) await printValue(chunk, call.json);
    });
  },
};
