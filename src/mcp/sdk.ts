/** The official SDK of the Model Context Protocol, an optional peer: loaded when it is needed, in this file alone. */
import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { VivariumError } from '../model/errors.ts';

export type { Server } from '@modelcontextprotocol/sdk/server/index.js';
export type { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';

export interface Sdk {
  readonly Server: typeof Server;
  readonly StdioServerTransport: typeof StdioServerTransport;
  readonly StreamableHTTPServerTransport: typeof StreamableHTTPServerTransport;
  readonly ListToolsRequestSchema: typeof ListToolsRequestSchema;
  readonly CallToolRequestSchema: typeof CallToolRequestSchema;
}

/** @throws VivariumError `VIV_BAD_CONFIG` with the command that installs it. */
export async function loadSdk(): Promise<Sdk> {
  try {
    const [server, stdio, http, types] = await Promise.all([
      import('@modelcontextprotocol/sdk/server/index.js'),
      import('@modelcontextprotocol/sdk/server/stdio.js'),
      import('@modelcontextprotocol/sdk/server/streamableHttp.js'),
      import('@modelcontextprotocol/sdk/types.js'),
    ]);
    return { ...server, ...stdio, ...http, ...types };
  } catch (cause) {
    const remedy = 'the MCP server needs the protocol’s SDK: npm install @modelcontextprotocol/sdk@1';
    throw new VivariumError('VIV_BAD_CONFIG', remedy, { package: '@modelcontextprotocol/sdk' }, { cause });
  }
}
