/** A question as a user asks it → the body of its request: checked field by field before anything is sent. */
import { badQuestion, type Problem } from '../model/agent-errors.ts';
import { kindOf } from '../model/errors.ts';
import { nearest } from '../model/unknown-option.ts';
import type { AgentQuestion } from './options.ts';

/** What a process of an agent takes: larger ones are refused here, where it costs nothing. */
export const MOST_BYTES = 4 * 1024 * 1024;
export const MOST_DEPTH = 64;
export const MOST_MESSAGES = 10_000;
/** The problems that one error tells of. */
const MOST_PROBLEMS = 20;

/** From our names to those of the wire. */
const FIELDS: Readonly<Record<keyof AgentQuestion, string>> = {
  prompt: 'prompt',
  messageHistory: 'message_history',
  modelSettings: 'model_settings',
  usageLimits: 'usage_limits',
};
const NAMES = Object.keys(FIELDS);

/** The body, as JSON. @throws VivariumError `VIV_BAD_ARGUMENTS` with every problem there is. */
export function bodyOf(agent: string, question: AgentQuestion): string {
  const problems = [...problemsOf(question)].slice(0, MOST_PROBLEMS);
  if (problems.length > 0) throw badQuestion(agent, problems);
  const wire = Object.entries(FIELDS).map(([ours, theirs]) => [theirs, question[ours as keyof AgentQuestion]]);
  const body = JSON.stringify(Object.fromEntries(wire));
  const bytes = Buffer.byteLength(body);
  if (bytes <= MOST_BYTES) return body;
  throw badQuestion(agent, [{ path: '', message: `it has ${bytes} bytes, of at most ${MOST_BYTES}` }]);
}

function* problemsOf(question: AgentQuestion): Generator<Problem> {
  if (!isObject(question)) {
    yield { path: '', message: `expected an object with prompt, got ${kindOf(question)}` };
    return;
  }
  const { prompt, messageHistory = [], ...rest } = question;
  if (typeof prompt !== 'string' || prompt === '')
    yield { path: 'prompt', message: `expected a text that is not empty, got ${kindOf(prompt)}` };
  yield* problemsOfHistory(messageHistory);
  for (const [name, value] of Object.entries(rest)) {
    if (!NAMES.includes(name)) yield { path: name, message: unknown(name) };
    else if (value === undefined) continue;
    else if (!isObject(value)) yield { path: name, message: `expected an object, got ${kindOf(value)}` };
    else yield* unsendable(value, name, 1);
  }
}

function* problemsOfHistory(history: unknown): Generator<Problem> {
  if (!Array.isArray(history)) {
    yield { path: 'messageHistory', message: `expected a list of messages, got ${kindOf(history)}` };
    return;
  }
  if (history.length > MOST_MESSAGES) {
    yield { path: 'messageHistory', message: `${history.length} messages, of at most ${MOST_MESSAGES}` };
    return;
  }
  for (const [index, message] of history.entries()) {
    const path = `messageHistory[${index}]`;
    if (!isObject(message)) yield { path, message: `expected a message, got ${kindOf(message)}` };
    else yield* unsendable(message, path, 2);
  }
}

/** What JSON has no word for, or would change without a word; and what has no end, a value that holds itself. */
function* unsendable(value: unknown, path: string, depth: number): Generator<Problem> {
  if (depth > MOST_DEPTH) {
    yield { path, message: `nested deeper than ${MOST_DEPTH} levels` };
    return;
  }
  if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) yield* unsendable(each, `${path}[${index}]`, depth + 1);
  } else if (isObject(value)) {
    for (const [key, each] of Object.entries(value)) yield* unsendable(each, `${path}.${key}`, depth + 1);
  } else if (!isPlain(value)) {
    yield { path, message: `JSON has no ${kindOf(value)}` };
  }
}

const isPlain = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value));

/** Without a prototype of its own: a Date or a Map would arrive as something else. */
function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function unknown(name: string): string {
  const near = nearest(name, NAMES);
  return near === undefined ? `there is no such field, only ${NAMES.join(', ')}` : `there is no such field; ${near}?`;
}
