/**
 * What the model says. It repeats the last thing it was told; where tools are offered it calls those it is told to:
 * `call add {"a": 1, "b": 2} call now {} then call add {"a": 3, "b": 4}`, one answer for each `then`. Without such an
 * order it calls each tool that the prompt speaks of, with what stands in quotes.
 */
import type { Ask, Asked, Reply, ToolCall } from './types.ts';

const ORDER = /call\s+([\w.-]+)\s+(\{.*?\})(?=\s*(?:call\s|$))/gs;

export function reply(ask: Ask): Reply {
  const prompt = ask.messages.findLast(({ role }) => role === 'user')?.text ?? '';
  const since = ask.messages.slice(ask.messages.findLastIndex(({ role }) => role === 'user') + 1);
  const turn = since.filter(({ role, calls }) => role === 'assistant' && calls > 0).length;
  const calls = ask.tools.length === 0 ? [] : callsOf(ask, prompt, turn);
  if (calls.length > 0) return { text: '', calls, ...usage(ask, JSON.stringify(calls)) };
  const results = since.filter(({ role }) => role === 'tool').map(({ text }) => text);
  const text = results.length > 0 ? `results: ${results.join(' ')}` : `echo: ${prompt}`;
  const most = ask.maxTokens ?? Number.POSITIVE_INFINITY;
  const words = text.split(/(?<= )/);
  return { text: words.slice(0, most).join(''), calls: [], cut: words.length > most, ...usage(ask, text) };
}

/** Pieces of a stream: words with what follows them. */
export function pieces(text: string): string[] {
  return text.split(/(?<= )/);
}

function callsOf({ tools }: Ask, prompt: string, turn: number): ToolCall[] {
  const orders = prompt.split(/\bthen\b/).map((part) => [...part.matchAll(ORDER)]);
  if (orders.some((part) => part.length > 0))
    return (orders[turn] ?? []).map(([, name = '', args = '{}'], index) => ({ id: id(turn, index), name, args }));
  if (turn > 0) return [];
  const quoted = [...prompt.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, single, double]) => single ?? double ?? '');
  return tools
    .filter(({ name }) => name.split(/[_.-]/).some((word) => prompt.toLowerCase().includes(word.toLowerCase())))
    .map(({ name, parameters }, index) => ({ id: id(turn, index), name, args: sample(parameters, quoted) }));
}

const id = (turn: number, index: number): string => `call_${turn + 1}_${index + 1}`;

/** Arguments that fit the schema's plainest types. */
function sample(parameters: Asked, quoted: readonly string[]): string {
  const properties = (parameters['properties'] ?? {}) as Readonly<Record<string, Asked>>;
  const values = Object.entries(properties).map(([name, { type }], index) => {
    const text = quoted[index] ?? quoted[0] ?? name;
    const plain = type === 'integer' || type === 'number' ? 1 : type === 'boolean' ? true : text;
    return [name, type === 'array' ? [] : type === 'object' ? {} : plain];
  });
  return JSON.stringify(Object.fromEntries(values));
}

/** A token is a word. */
function usage({ messages }: Ask, text: string): { inputTokens: number; outputTokens: number } {
  const words = (said: string): number => said.split(/\s+/).filter((word) => word !== '').length;
  return { inputTokens: messages.reduce((sum, message) => sum + words(message.text), 0), outputTokens: words(text) };
}
