/** A question as it was asked, checked and with everything filled in. */
import type { Clock, Ms } from '../model/clock.ts';
import { ValidationError } from '../model/llm-errors.ts';
import { refuseUnknown } from '../model/unknown-option.ts';
import { type ClientSettings, time } from './settings.ts';
import { type ReadyTool, readyTools } from './tools.ts';
import type { CompleteOptions, Message, Question } from './types.ts';

export interface Ask {
  readonly messages: readonly Message[];
  readonly maxTokens: number | undefined;
  readonly temperature: number | undefined;
  readonly tools: ReadonlyMap<string, ReadyTool>;
  readonly maxSteps: number;
  readonly timeoutMs: Ms;
  readonly deadlineMs: Ms;
  readonly signal: AbortSignal | undefined;
}

const NAMES: readonly string[] = [
  'prompt',
  'messages',
  'system',
  'maxTokens',
  'temperature',
  'tools',
  'maxSteps',
  'toolTimeout',
  'timeout',
  'deadline',
  'signal',
] satisfies (keyof CompleteOptions)[];

/** @throws ValidationError, BadConfig */
export function askOf(question: Question, settings: ClientSettings, clock: Clock): Ask {
  const options = optionsOf(question);
  refuseUnknown('complete', options, NAMES);
  const { maxTokens, temperature, maxSteps = 5, tools = {}, timeout, deadline, toolTimeout, signal } = options;
  whole('maxTokens', maxTokens, 2 ** 32 - 1);
  whole('maxSteps', maxSteps, 100);
  if (temperature !== undefined && !(typeof temperature === 'number' && temperature >= 0 && temperature <= 2))
    throw new ValidationError('temperature', temperature, 'takes a number, 0 to 2');
  const toolTimeoutMs = toolTimeout === undefined ? undefined : time('toolTimeout', toolTimeout);
  return {
    messages: messagesOf(options),
    maxTokens,
    temperature,
    tools: readyTools(tools, toolTimeoutMs, clock),
    maxSteps,
    timeoutMs: timeout === undefined ? settings.timeoutMs : time('timeout', timeout),
    deadlineMs: deadline === undefined ? settings.deadlineMs : time('deadline', deadline),
    signal,
  };
}

/** About four letters are a token; what the answer will take is known only when its length is limited. */
export function estimate(messages: readonly Message[], maxTokens = 0): number {
  const letters = messages.reduce((sum, { content }) => sum + lengthOf(content), 0);
  return Math.ceil(letters / 4) + maxTokens;
}

const lengthOf = (content: Message['content']): number =>
  typeof content === 'string' ? content.length : JSON.stringify(content).length;

function optionsOf(question: Question): CompleteOptions {
  if (typeof question === 'string') return { prompt: question };
  if (isMessages(question)) return { messages: question };
  if (typeof question === 'object' && question !== null) return question;
  throw new ValidationError('prompt', question, 'takes a text, a list of messages, or an object with either');
}

const isMessages = (question: Exclude<Question, string>): question is readonly Message[] => Array.isArray(question);

const ROLES: readonly unknown[] = ['system', 'user', 'assistant', 'tool'];

function messagesOf({ prompt, messages, system }: CompleteOptions): Message[] {
  if (prompt !== undefined && messages !== undefined)
    throw new ValidationError('messages', messages, 'either a prompt or messages');
  if (system !== undefined && typeof system !== 'string') throw new ValidationError('system', system, 'takes a text');
  const before: Message[] = system === undefined || system === '' ? [] : [{ role: 'system', content: system }];
  if (messages === undefined) {
    if (typeof prompt !== 'string' || prompt.trim() === '')
      throw new ValidationError('prompt', prompt, 'must not be empty');
    return [...before, { role: 'user', content: prompt }];
  }
  if (!Array.isArray(messages) || messages.length === 0)
    throw new ValidationError('messages', messages, 'takes a list of messages that is not empty');
  for (const [index, message] of messages.entries())
    if (!ROLES.includes((message as Message | null)?.role))
      throw new ValidationError(
        `messages[${index}]`,
        message,
        'takes { role: system, user, assistant or tool, content }',
      );
  return [...before, ...messages];
}

function whole(field: string, value: number | undefined, most: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= 1 && value <= most)) return;
  throw new ValidationError(field, value, `takes a whole number, 1 to ${most}`);
}
