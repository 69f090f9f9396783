/** Speaks what agents speak, over real HTTP on the loopback, for a function of this process. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { partsOf, type SimulatedAgent } from './agent.ts';

export interface AgentServerOptions {
  readonly name: string;
  readonly model: string | null;
  readonly token: string | undefined;
  readonly agent: SimulatedAgent;
}

/** Not listening yet. */
export function agentServer(options: AgentServerOptions): Server {
  let inFlight = 0;
  return createServer((request, response) => {
    if (request.url === '/health')
      return json(response, 200, { status: 'ok', agent: options.name, model: options.model, in_flight: inFlight });
    inFlight += 1;
    void serve(options, request, response).finally(() => {
      inFlight -= 1;
    });
  });
}

async function serve(
  { name, token, agent }: AgentServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const streams = request.url === `/agents/${name}/run_stream`;
  if (token !== undefined && request.headers.authorization !== `Bearer ${token}`)
    return json(response, 401, { status: 'error', error_type: 'Unauthorized', message: 'the token is wrong' });
  if (!streams && request.url !== `/agents/${name}/run_sync`)
    return json(response, 404, { status: 'error', error_type: 'AgentNotFound', message: `no ${request.url} here` });
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    const { prompt, message_history: messageHistory = [] } = JSON.parse(await textOf(request));
    const parts = partsOf(agent, { prompt, messageHistory, signal: gone.signal });
    let step = await parts.next();
    for (; step.done !== true; step = await parts.next())
      if (streams) event(response, { status: 'chunk', data: step.value });
    if (!streams) return json(response, 200, step.value);
    event(response, { status: 'complete', ...step.value });
  } catch (error) {
    if (!streams) return json(response, 500, failure(error));
    event(response, failure(error));
  }
  response.end('data: [DONE]\n\n');
}

function failure(error: unknown) {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  return { status: 'error', error_type: name, message, traceback: stack };
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function event(response: ServerResponse, body: object): void {
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(`data: ${JSON.stringify(body)}\n\n`);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString();
}
