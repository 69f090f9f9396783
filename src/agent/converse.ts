/** A question as a task of its agent: counted, told of, ended exactly once, and gone from the tree when it has ended. */
import type { IncomingMessage } from 'node:http';
import { type TaskScope, tasks } from '../kernel/index.ts';
import { badQuestion, questionCancelled } from '../model/agent-errors.ts';
import type { Ms } from '../model/clock.ts';
import { toMs } from '../model/duration.ts';
import { refuseUnknown } from '../model/unknown-option.ts';
import { openAccount } from './account.ts';
import { type Ask, ask } from './ask.ts';
import type { AgentCore } from './core.ts';
import { Errand } from './errand.ts';
import { Handoff } from './handoff.ts';
import { readAll } from './http.ts';
import type { AgentAnswer, AgentQuestion, QuestionOptions } from './options.ts';
import { bodyOf } from './question.ts';
import { eventsOf } from './sse.ts';
import type { Begun } from './stream.ts';
import { unlessAborted } from './unless-aborted.ts';
import { readAnswer, readStreamEvent, unreadable } from './wire.ts';

const OPTIONS = ['timeout', 'signal', 'session', 'idempotent'] satisfies (keyof QuestionOptions)[];

/** The whole answer at once. */
export async function converse(
  core: AgentCore,
  question: AgentQuestion,
  options: QuestionOptions,
): Promise<AgentAnswer> {
  const { body, timeoutMs, keep } = taken(core, question, options, core.settings.timeouts.run);
  const errand = errandOf(core, 'send', timeoutMs, options.signal);
  return inTask(core, {
    errand,
    body,
    keep,
    idempotent: () => options.idempotent === true,
    read: async (response) => readAnswer(await readAll(response), errand.facts),
  });
}

/** Its parts as they come. @throws BadConfig naming the option, VivariumError `VIV_BAD_ARGUMENTS`. */
export function converseInParts(core: AgentCore, question: AgentQuestion, options: QuestionOptions): () => Begun {
  const { body, timeoutMs, keep } = taken(core, question, options, core.settings.timeouts.stream);
  return () => {
    const errand = errandOf(core, 'stream', timeoutMs, options.signal);
    const parts = new Handoff<unknown>();
    let heard = false;
    parts.onLeft = () => errand.end(questionCancelled(errand.facts, new Error('its consumer left')));
    const answer = inTask(core, {
      errand,
      body,
      keep,
      idempotent: () => options.idempotent === true && !heard,
      read: (response, signal) =>
        readParts(response, errand, core.settings.timeouts.idle, (part) => {
          heard = true;
          return unlessAborted(signal, parts.put(part)); // whoever reads may have stopped for ever
        }),
    });
    answer.then(
      () => parts.end(),
      (error: unknown) => parts.end({ error }),
    );
    return { parts, answer };
  };
}

async function readParts(
  response: IncomingMessage,
  errand: Errand,
  idleMs: Ms,
  put: (part: unknown) => Promise<void>,
): Promise<AgentAnswer> {
  const events = eventsOf(response);
  for (;;) {
    const { done, value } = await errand.within(idleMs, 'the next part of the answer', events.next());
    if (done) throw unreadable(errand.facts, 'a stream without an end');
    const event = readStreamEvent(value, errand.facts);
    if (event.status === 'complete') return event.answer;
    await put(event.data);
  }
}

function taken(core: AgentCore, question: AgentQuestion, options: QuestionOptions, otherwise: Ms) {
  refuseUnknown(`agent ${core.name}`, options, OPTIONS);
  const timeoutMs = options.timeout === undefined ? otherwise : toMs(options.timeout, 'timeout');
  const asked = bodyOf(core.name, question);
  if (options.session === undefined) return { body: () => Promise.resolve(asked), timeoutMs, keep: undefined };
  if (question.messageHistory !== undefined)
    throw badQuestion(core.name, [{ path: 'messageHistory', message: 'nothing beside a session, which has its own' }]);
  const memory = core.memory(options.session);
  const body = async (): Promise<string> => bodyOf(core.name, await memory.recall(question));
  return { body, timeoutMs, keep: (answer: AgentAnswer) => memory.keep(answer) };
}

function errandOf(core: AgentCore, kind: Errand['kind'], timeoutMs: Ms, signal: AbortSignal | undefined): Errand {
  const { clock, timers } = core.workshop;
  return new Errand({ agent: core.name, kind, timeoutMs, signal, clock, timers });
}

/** A task that throws is a crash in the tree; a question that fails is none, so its end is handed over as data. */
type Ended = { readonly answer: AgentAnswer } | { readonly error: unknown };

interface Told extends Ask<AgentAnswer> {
  /** Called with the answer before anybody has it. */
  readonly keep: ((answer: AgentAnswer) => Promise<void>) | undefined;
}

async function inTask(core: AgentCore, question: Told): Promise<AgentAnswer> {
  const { errand } = question;
  const { timers, random } = core.workshop;
  const { settings, desk, tally } = core;
  const parts = { settings, desk, timers, random, retried: () => tally.retried() };
  const work = async (told: AbortSignal): Promise<Ended> => {
    const notSent = (): void => {
      if (errand.phase === 'queued') errand.end(desk.refusal ?? core.notRunning());
    };
    told.addEventListener('abort', notSent, { once: true }); // what was sent ends with its process
    try {
      const answer = await ask(parts, question);
      await question.keep?.(answer);
      return { answer };
    } catch (error) {
      return { error };
    }
  };
  const task = {
    send: ({ signal }: TaskScope) => work(signal), // a task is called as its function is
    stream: ({ signal }: TaskScope) => work(signal),
  }[errand.kind];
  const account = openAccount(core, errand.kind);
  try {
    if (desk.refusal !== undefined) throw desk.refusal;
    const result = await tasks(core.tasks).asyncNolink(task).yield('infinity');
    const ended = result !== undefined && 'ok' in result ? result.ok : { error: desk.refusal ?? core.notRunning() };
    if ('error' in ended) throw ended.error;
    account.answered(ended.answer.usage.total_tokens);
    return ended.answer;
  } catch (error) {
    account.failed(error);
    throw error;
  } finally {
    errand.close();
  }
}
