/** Where operations of Python find their clients: one that the runtime configures for that model, else one of their own. */
import { BadConfig } from '../model/errors.ts';
import type { ToolContext } from '../tools/context.ts';
import type { Clients } from './clients.ts';
import type { LlmDesk } from './operations.ts';
import type { ConfigArguments } from './operations-arguments.ts';
import type { EmbeddingOptions, LlmOptions } from './options.ts';
import { PROVIDERS } from './providers.ts';
import type { LlmTool } from './types.ts';

/** Clients that the service has configured, by name. */
export type ConfiguredClients = Readonly<Record<string, LlmOptions>>;

export function llmDesk(
  clients: Clients,
  configured: ConfiguredClients,
  hostTool: (name: string, context: ToolContext) => LlmTool,
): LlmDesk {
  return {
    hostTool,
    llm: (config) => clients.llm(configuredFor(config, configured) ?? (optionsOf(config) as LlmOptions), 'config'),
    embeddings: (config) => clients.embeddings(optionsOf(config) as EmbeddingOptions, 'config'),
  };
}

/** Its key and its policy count then, whatever else the config says. */
function configuredFor({ name, provider, model, base_url: url }: ConfigArguments, configured: ConfiguredClients) {
  if (name !== undefined) {
    const found = Object.hasOwn(configured, name) ? configured[name] : undefined;
    if (found !== undefined) return { ...found, name };
    throw new BadConfig(
      'config.name',
      name,
      `one of ${Object.keys(configured).join(', ') || '(no clients are configured)'}`,
    );
  }
  const usual = Object.entries(PROVIDERS).find(([known]) => known === provider)?.[1].models.llm;
  for (const [name, options] of Object.entries(configured)) {
    const same = options.provider === provider && (options.model ?? usual) === (model ?? usual);
    if (same && (url === undefined || url === options.baseUrl)) return { ...options, name };
  }
  return undefined;
}

/** The provider's name is checked where clients are made. */
function optionsOf({ provider, model, api_key: apiKey, base_url: baseUrl }: ConfigArguments) {
  return {
    provider,
    ...(model === undefined ? {} : { model }),
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(baseUrl === undefined ? {} : { baseUrl }),
  };
}
