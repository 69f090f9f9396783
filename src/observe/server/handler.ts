/** The observer as a handler of node:http, for a server of the user's own or ours: the page, the stream, one actor, an action. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Clock, realClock } from '../../model/clock.ts';
import { NotDone } from '../feed/actions.ts';
import { readCommand } from '../feed/command.ts';
import type { Observation } from '../feed/observation.ts';
import { type Access, type Refusal, type Right, refusal, refuseStranger, rightOf } from './access.ts';
import { readBody } from './body.ts';
import { sendEvents } from './events.ts';
import { accessOf, type ObserverAccess } from './options.ts';
import { SAFE_HEADERS, sendPage } from './page.ts';
import { Viewers } from './viewers.ts';

/** What is observed: a runtime. */
export interface Observable {
  observe(): Observation;
}

export interface HandlerOptions extends ObserverAccess {
  /** Where it is mounted, `/observer`; what comes there without a slash at its end is sent on. Default: at the root. */
  readonly prefix?: string;
}

export interface ObserverHandler {
  (request: IncomingMessage, response: ServerResponse): void;
  readonly access: Access;
  /** Ends every stream. */
  close(): void;
}

/** Streams at once. */
const MOST_READERS = 32;

/**
 * @example http.createServer(observerHandler(runtime, { token })).listen(7070, '127.0.0.1');
 * @example app.use('/observer', observerHandler(runtime, { token, hosts: ['ops.example.com'] })); // Express
 * @throws BadConfig naming the option.
 */
export function observerHandler(runtime: Observable, options: HandlerOptions = {}): ObserverHandler {
  const access = accessOf(options);
  const viewers = new Viewers(() => runtime.observe(), realClock);
  const desk = new Desk(access, viewers, realClock);
  const prefix = (options.prefix ?? '').replace(/\/+$/, '');
  const handler = (request: IncomingMessage, response: ServerResponse): void => {
    desk.serve(prefix, request, response).catch(() => {
      // the reader has gone, or sends what is no request
      if (response.headersSent) response.destroy();
      else send(response, refusal(400, 'bad_request', 'the request could not be read'));
    });
  };
  return Object.assign(handler, { access, close: () => viewers.close() });
}

class Desk {
  readonly #access: Access;
  readonly #viewers: Viewers;
  readonly #clock: Clock;
  #readers = 0;

  constructor(access: Access, viewers: Viewers, clock: Clock) {
    this.#access = access;
    this.#viewers = viewers;
    this.#clock = clock;
  }

  async serve(prefix: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const stranger = refuseStranger(request.headers, this.#access);
    if (stranger !== undefined) return send(response, stranger);
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://observer');
    if (prefix !== '' && pathname === prefix) {
      response.writeHead(308, { ...SAFE_HEADERS, location: `${prefix}/` }).end();
      return;
    }
    const path = pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname;
    const asks = request.method === 'GET' || request.method === 'HEAD';
    if (!path.startsWith('/api/')) {
      if (asks && (await sendPage(path, response))) return;
      return send(response, refusal(404, 'not_found', 'there is nothing here'));
    }
    const right = rightOf(request.headers.authorization, this.#access);
    if (right === undefined)
      return send(
        response,
        refusal(401, 'unauthorized', 'send the header authorization: Bearer TOKEN, with the token of this observer'),
      );
    if (path === '/api/act') return this.#act(right, request, response);
    if (request.method !== 'GET') return send(response, refusal(405, 'bad_request', 'only GET may be sent here'));
    switch (path) {
      case '/api/events':
        return this.#events(right, request, response);
      case '/api/actor':
        return this.#actor(searchParams.get('key') ?? '', response);
      case '/api/snapshot':
        return json(response, 200, this.#viewers.now().snapshot());
      case '/api/export':
        return this.#export(response);
      default:
        return send(response, refusal(404, 'not_found', 'there is nothing here'));
    }
  }

  #events(right: Right, request: IncomingMessage, response: ServerResponse): void {
    if (this.#readers === MOST_READERS)
      return send(response, refusal(503, 'too_many', `${MOST_READERS} readers look already: close one`));
    this.#readers += 1;
    const leave = this.#viewers.enter();
    const observation = this.#viewers.now();
    const left = (): void => {
      this.#readers -= 1;
      leave();
    };
    const may = right === 'act' ? observation.actions.possible : [];
    sendEvents(request, response, { observation, clock: this.#clock, may, left });
  }

  #actor(key: string, response: ServerResponse): void {
    const detail = this.#viewers.now().detail(key);
    if (detail === undefined) return send(response, refusal(404, 'not_found', `no actor ${key} is alive`));
    json(response, 200, detail);
  }

  #export(response: ServerResponse): void {
    response.writeHead(200, { ...SAFE_HEADERS, 'content-type': 'application/x-ndjson; charset=utf-8' });
    const lines = [...this.#viewers.now().export()].map((line) => `${JSON.stringify(line)}\n`);
    response.end(lines.join(''));
  }

  async #act(right: Right, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (right !== 'act')
      return send(response, refusal(403, 'forbidden', 'this token is for looking: acting needs the token for actions'));
    if (request.method !== 'POST') return send(response, refusal(405, 'bad_request', 'only POST may be sent here'));
    const body = await readBody(request);
    if ('refused' in body) {
      response.setHeader('connection', 'close'); // what else it sends is not read
      return send(response, body.refused);
    }
    const command = readCommand(body.value);
    if (typeof command === 'string') return send(response, refusal(400, 'bad_request', command));
    try {
      json(response, 200, this.#viewers.now().actions.act(command, `the observer at ${request.socket.remoteAddress}`));
    } catch (error) {
      if (!(error instanceof NotDone)) throw error;
      send(response, refusal(error.kind === 'not_found' ? 404 : 409, error.kind, error.message));
    }
  }
}

function send(response: ServerResponse, { status, body }: Refusal): void {
  json(response, status, body);
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { ...SAFE_HEADERS, 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}
