/** What an agent answers, as the wire has it: read with suspicion, since the agent is somebody's own Python. */
import { AgentFailed, badQuestion, type Problem, type QuestionFacts } from '../model/agent-errors.ts';
import { VivariumError } from '../model/errors.ts';
import type { AgentAnswer, AgentMessage, AgentUsage } from './options.ts';

/** An event of a stream. */
export type StreamEvent =
  | { readonly status: 'chunk'; readonly data: unknown }
  | { readonly status: 'complete'; readonly answer: AgentAnswer };

type Fields = Readonly<Record<string, unknown>>;

/** @throws VivariumError `VIV_PROTOCOL` when it is none. */
export function readAnswer(text: string, question: QuestionFacts): AgentAnswer {
  return answerOf(parse(text, question), question);
}

/** @throws AgentFailed when that is what the event says, VivariumError `VIV_PROTOCOL` when it says nothing we know. */
export function readStreamEvent(text: string, question: QuestionFacts): StreamEvent {
  const event = parse(text, question);
  if (event['status'] === 'chunk') return { status: 'chunk', data: event['data'] };
  if (event['status'] === 'complete') return { status: 'complete', answer: answerOf(event, question) };
  if (event['status'] === 'error') throw failureOf(undefined, event, question);
  throw unreadable(question, 'an event without a status of chunk, complete or error');
}

/** What an answer with another status than 200 says. */
export function readFailure(status: number, text: string, question: QuestionFacts): VivariumError {
  try {
    return failureOf(status, parse(text, question), question);
  } catch {
    return unreadable(question, `status ${status} and ${JSON.stringify(text.slice(0, 80))}`);
  }
}

export function unreadable({ agent, ...facts }: QuestionFacts, what: string): VivariumError {
  const remedy = 'is its Python package of the same version?';
  return new VivariumError('VIV_PROTOCOL', `agent ${agent} answered with ${what}; ${remedy}`, { agent, ...facts });
}

function answerOf({ result = null, messages, usage }: Fields, question: QuestionFacts): AgentAnswer {
  const isAnswer = Array.isArray(messages) && messages.every(isFields) && isUsage(usage);
  if (!isAnswer) throw unreadable(question, 'something else than result, messages and usage');
  return { result, messages: messages as readonly AgentMessage[], usage };
}

function failureOf(status: number | undefined, body: Fields, question: QuestionFacts): VivariumError {
  const { error_type: type = 'Error', message = '', traceback = '', errors } = body;
  if (type === 'ValidationError' && Array.isArray(errors))
    return badQuestion(question.agent, errors.filter(isFields).map(problemOf), { kind: question.kind });
  const said = { status, type: String(type), message: String(message), traceback: String(traceback) };
  return new AgentFailed(question, said);
}

/** `message_history[3].parts` → `messageHistory[3].parts`: as whoever asked has written it. */
function problemOf({ path, message }: Fields): Problem {
  const ours = String(path ?? '').replace(/^\w+/, (name) =>
    name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase()),
  );
  return { path: ours, message: String(message) };
}

function parse(text: string, question: QuestionFacts): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unreadable(question, 'something that is no JSON');
  }
  if (isFields(value)) return value;
  throw unreadable(question, 'JSON that is no object');
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isUsage = (value: unknown): value is AgentUsage => isFields(value) && typeof value['total_tokens'] === 'number';
