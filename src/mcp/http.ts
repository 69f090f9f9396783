/** MCP over streamable HTTP: each client has a session of its own; a token, the loopback, and no page of another site. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../model/log.ts';
import { refusal, refuseStranger, rightOf } from '../observe/server/access.ts';
import type { Sdk, StreamableHTTPServerTransport } from './sdk.ts';
import { mcpServer, type Tools } from './server.ts';

export interface HttpOptions {
  readonly host: string;
  readonly port: number;
  /** What clients send as `authorization: Bearer …`. */
  readonly token: string;
  readonly log: Log;
}

export interface McpHttp {
  /** `http://127.0.0.1:8765/mcp` */
  readonly url: string;
  close(): Promise<void>;
}

/** Clients at once. */
const MOST_CLIENTS = 64;

export async function serveHttp(sdk: Sdk, tools: Tools, { host, port, token, log }: HttpOptions): Promise<McpHttp> {
  const clients = new Map<string, StreamableHTTPServerTransport>();
  const access = { token, actionToken: undefined, hosts: ['127.0.0.1', 'localhost', '::1', host] };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refused = refuseStranger(request.headers, access);
    if (refused !== undefined) return send(response, refused.status, refused.body);
    if (new URL(request.url ?? '/', 'http://mcp').pathname !== '/mcp')
      return send(response, 404, refusal(404, 'not_found', 'MCP is at /mcp').body);
    if (rightOf(request.headers.authorization, access) === undefined)
      return send(response, 401, refusal(401, 'unauthorized', 'send the header authorization: Bearer TOKEN').body);
    const known = clients.get(String(request.headers['mcp-session-id']));
    if (known !== undefined) return known.handleRequest(request, response);
    if (clients.size >= MOST_CLIENTS)
      return send(response, 503, refusal(503, 'too_many', `${MOST_CLIENTS} clients are connected already`).body);
    const transport = new sdk.StreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      onsessioninitialized: (id) => void clients.set(id, transport),
      onsessionclosed: (id) => void clients.delete(id),
    });
    await mcpServer(sdk, tools, log).connect(transport);
    await transport.handleRequest(request, response);
    if (transport.sessionId === undefined) await transport.close(); // it was no greeting: it has been told so
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((err: unknown) => {
      log.warn({ err }, 'mcp: a request could not be handled');
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  const bound = server.address() as AddressInfo;
  return {
    url: `http://${bound.family === 'IPv6' ? `[${bound.address}]` : bound.address}:${bound.port}/mcp`,
    async close() {
      await Promise.all([...clients.values()].map((transport) => transport.close()));
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
