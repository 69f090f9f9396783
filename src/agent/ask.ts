/** Has a question answered: waits for a process, sends it there, reads the answer, and tries again where that is safe. */
import type { IncomingMessage } from 'node:http';
import type { Timers } from '../kernel/index.ts';
import { AgentCrashed } from '../model/agent-errors.ts';
import type { Ms } from '../model/clock.ts';
import { isVivariumError } from '../model/errors.ts';
import type { Random } from '../model/random.ts';
import { nextAttempt } from '../model/retry.ts';
import type { Desk } from './desk.ts';
import type { Errand } from './errand.ts';
import { readAll, send } from './http.ts';
import type { Visit } from './place.ts';
import type { AgentSettings } from './settings.ts';
import { readFailure } from './wire.ts';

export interface AskParts {
  readonly settings: AgentSettings;
  readonly desk: Desk;
  readonly timers: Timers;
  readonly random: Random;
  readonly retried: () => void;
}

export interface Ask<T> {
  readonly errand: Errand;
  /** Made once, when the question's turn has come. */
  readonly body: () => Promise<string>;
  /** Whether it may be answered twice; asked anew after each attempt. */
  readonly idempotent: () => boolean;
  /** `signal` is aborted when the answer is not wanted any more, or will not come. */
  readonly read: (response: IncomingMessage, signal: AbortSignal) => Promise<T>;
}

/** A process that dies closes its connections some milliseconds before its end is told. */
const LOST_MS: Ms = 500;

/** Rejects with the errand's reason when it is to end, else with what went wrong at the last attempt. */
export async function ask<T>(parts: AskParts, question: Ask<T>): Promise<T> {
  const { errand, idempotent } = question;
  const { settings, random, retried } = parts;
  const body = await question.body();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(parts, question, body);
    } catch (error) {
      if (errand.signal.aborted) throw errand.signal.reason;
      const failure = { error, attempt, idempotent: idempotent(), leftMs: errand.leftMs };
      const wait = settings.retry && nextAttempt(settings.retry, failure, random);
      if (wait === undefined) throw error;
      retried();
      errand.phase = 'queued';
      await errand.pause(wait);
    }
  }
}

async function once<T>({ settings, desk, timers }: AskParts, { errand, read }: Ask<T>, body: string): Promise<T> {
  errand.phase = 'queued';
  const visit = await desk.enter(errand.signal);
  const signal = AbortSignal.any([errand.signal, visit.signal]);
  try {
    const response = await send({
      port: visit.place.port,
      path: `/agents/${settings.name}/${errand.kind === 'send' ? 'run_sync' : 'run_stream'}`,
      body,
      token: settings.token,
      connectMs: settings.timeouts.connect,
      timers,
      signal,
      connected: () => {
        errand.phase = 'sent';
      },
    });
    if (response.statusCode === 200) return await read(response, signal);
    throw readFailure(response.statusCode ?? 0, await readAll(response), errand.facts);
  } catch (error) {
    if (errand.signal.aborted || isVivariumError(error)) throw error;
    throw new AgentCrashed(errand.facts, visit.place.life, await whyLost(visit, timers, error));
  } finally {
    visit.leave();
  }
}

/** What its end says of it, when that comes soon; else what Node says of the connection. */
function whyLost({ signal }: Visit, timers: Timers, error: unknown): Promise<string> {
  if (signal.aborted) return Promise.resolve(String(signal.reason));
  return new Promise((resolve) => {
    const gone = (): void => {
      timers.cancel(timer);
      resolve(String(signal.reason));
    };
    const timer = timers.after(LOST_MS, () => {
      signal.removeEventListener('abort', gone);
      resolve(error instanceof Error ? error.message : String(error));
    });
    signal.addEventListener('abort', gone, { once: true });
  });
}
