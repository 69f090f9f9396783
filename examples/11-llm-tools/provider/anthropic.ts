/** Anthropic's messages. */
import { pieces } from './reply.ts';
import { type Ask, type Asked, listOf, type Reply, textOf, type Wire } from './types.ts';

export const anthropic: Wire = {
  read(body) {
    const system = textOf(body['system']);
    const said = listOf(body['messages']).flatMap(messagesOf);
    const most = body['max_tokens'];
    return {
      model: String(body['model']),
      stream: body['stream'] === true,
      messages: system === '' ? said : [{ role: 'system', text: system, calls: 0 }, ...said],
      tools: listOf(body['tools']).map((tool) => ({
        name: String(tool['name']),
        parameters: (tool['input_schema'] ?? {}) as Asked,
      })),
      maxTokens: typeof most === 'number' ? most : undefined,
    };
  },
  answer(ask, reply) {
    return { ...head(ask), content: blocks(reply), stop_reason: reason(reply), usage: usage(reply) };
  },
  events(ask, reply) {
    const event = (type: string, data: object): string =>
      `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
    const delta = (index: number, of: object): string => event('content_block_delta', { index, delta: of });
    const middle = blocks(reply).flatMap((block, index) => {
      const empty = block.type === 'text' ? { ...block, text: '' } : { ...block, input: {} };
      const deltas =
        block.type === 'text'
          ? pieces(block.text).map((text) => delta(index, { type: 'text_delta', text }))
          : [delta(index, { type: 'input_json_delta', partial_json: JSON.stringify(block.input) })];
      const start = event('content_block_start', { index, content_block: empty });
      return [start, ...deltas, event('content_block_stop', { index })];
    });
    const message = { ...head(ask), content: [], stop_reason: null, usage: { ...usage(reply), output_tokens: 0 } };
    const stop = { delta: { stop_reason: reason(reply), stop_sequence: null }, usage: usage(reply) };
    return [event('message_start', { message }), ...middle, event('message_delta', stop), event('message_stop', {})];
  },
  error: (status, message) => ({
    type: 'error',
    error: { type: status === 429 ? 'rate_limit_error' : 'api_error', message },
  }),
};

/** Results of tools come inside a message of the user. */
function messagesOf(message: Asked): Ask['messages'] {
  const content = message['content'];
  const parts = listOf(content);
  const results = parts.filter(({ type }) => type === 'tool_result');
  if (results.length > 0) return results.map((result) => ({ role: 'tool', text: textOf(result['content']), calls: 0 }));
  const calls = parts.filter(({ type }) => type === 'tool_use').length;
  return [{ role: message['role'] === 'assistant' ? 'assistant' : 'user', text: textOf(content), calls }];
}

const head = ({ model }: Ask) => ({ id: 'msg_1', type: 'message', role: 'assistant', model, stop_sequence: null });

const blocks = ({ text, calls }: Reply) => [
  ...(text === '' ? [] : [{ type: 'text' as const, text }]),
  ...calls.map(({ id, name, args }) => ({ type: 'tool_use' as const, id, name, input: JSON.parse(args) as object })),
];

const reason = ({ calls, cut }: Reply): string =>
  calls.length > 0 ? 'tool_use' : cut === true ? 'max_tokens' : 'end_turn';

const usage = ({ inputTokens, outputTokens }: Reply) => ({ input_tokens: inputTokens, output_tokens: outputTokens });
