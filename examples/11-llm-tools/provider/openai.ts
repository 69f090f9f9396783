/** OpenAI's chat completions, which Ollama and many others speak, too. */
import { pieces } from './reply.ts';
import { type Ask, type Asked, listOf, type Reply, textOf, type Wire } from './types.ts';

export const openai: Wire = {
  read(body) {
    const most = body['max_tokens'] ?? body['max_completion_tokens'];
    return {
      model: String(body['model']),
      stream: body['stream'] === true,
      messages: listOf(body['messages']).map((message) => ({
        role: role(message['role']),
        text: textOf(message['content']),
        calls: listOf(message['tool_calls']).length,
      })),
      tools: listOf(body['tools']).map((tool) => {
        const { name, parameters } = tool['function'] as { name: string; parameters?: Asked };
        return { name, parameters: parameters ?? {} };
      }),
      maxTokens: typeof most === 'number' ? most : undefined,
    };
  },
  answer(ask, reply) {
    const calls = callsOf(reply);
    const message = { role: 'assistant', content: reply.text, ...(calls.length > 0 ? { tool_calls: calls } : {}) };
    return {
      ...head(ask, 'chat.completion'),
      choices: [{ index: 0, message, finish_reason: reason(reply) }],
      usage: usage(reply),
    };
  },
  events(ask, reply) {
    const chunk = (delta: unknown, finish: string | null, more: object = {}): string => {
      const choices = [{ index: 0, delta, finish_reason: finish }];
      return `data: ${JSON.stringify({ ...head(ask, 'chat.completion.chunk'), choices, ...more })}\n\n`;
    };
    const calls = callsOf(reply).map((call, index) => chunk({ tool_calls: [{ index, ...call }] }, null));
    const texts = reply.text === '' ? [] : pieces(reply.text).map((content) => chunk({ content }, null));
    const end = chunk({}, reason(reply), { usage: usage(reply) });
    return [chunk({ role: 'assistant', content: '' }, null), ...texts, ...calls, end, 'data: [DONE]\n\n'];
  },
  error: (status, message) => ({ error: { message, type: status === 429 ? 'rate_limit' : 'error', code: status } }),
};

const head = ({ model }: Ask, object: string) => ({ id: 'chatcmpl-1', object, created: 0, model });

const callsOf = ({ calls }: Reply) =>
  calls.map(({ id, name, args }) => ({ id, type: 'function', function: { name, arguments: args } }));

const reason = ({ calls, cut }: Reply): string => (calls.length > 0 ? 'tool_calls' : cut === true ? 'length' : 'stop');

const usage = ({ inputTokens, outputTokens }: Reply) => ({
  prompt_tokens: inputTokens,
  completion_tokens: outputTokens,
  total_tokens: inputTokens + outputTokens,
});

function role(given: unknown): Ask['messages'][number]['role'] {
  return given === 'assistant' || given === 'tool' || given === 'user' ? given : 'system';
}
