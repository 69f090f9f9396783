/** What is known of each provider without asking it: models, variables of the environment, where it is. */
import type { Duration } from '../model/duration.ts';
import type { LlmProvider } from './options.ts';

export interface ProviderFacts {
  readonly name: string;
  readonly timeout: Duration;
  /** The environment variable of its key. */
  readonly keyVariable: string;
  /** The environment variable of its address. */
  readonly urlVariable?: string;
  /** Where it is, when its library does not say. */
  readonly url?: string;
  /** What a base URL in the provider's own custom is for its library. */
  readonly address?: (given: string) => string;
  /** Default models; an empty text where one must be named. */
  readonly models: { readonly llm?: string; readonly embedding?: string };
}

export const PROVIDERS: Readonly<Record<LlmProvider, ProviderFacts>> = {
  openai: {
    name: 'openai',
    timeout: '60s',
    keyVariable: 'OPENAI_API_KEY',
    urlVariable: 'OPENAI_BASE_URL',
    models: { llm: 'gpt-4o-mini', embedding: 'text-embedding-3-small' },
  },
  anthropic: {
    name: 'anthropic',
    timeout: '60s',
    keyVariable: 'ANTHROPIC_API_KEY',
    urlVariable: 'ANTHROPIC_BASE_URL',
    address: withVersion,
    models: { llm: 'claude-3-5-sonnet-20241022' },
  },
  ollama: {
    name: 'ollama',
    timeout: '180s',
    keyVariable: 'OLLAMA_API_KEY',
    urlVariable: 'OLLAMA_HOST',
    url: 'http://127.0.0.1:11434',
    address: (given) => withVersion(dialled(given)),
    models: { llm: 'llama3.2' },
  },
  huggingface: {
    name: 'huggingface',
    timeout: '60s',
    keyVariable: 'HF_TOKEN',
    urlVariable: 'HF_ENDPOINT',
    url: 'https://router.huggingface.co',
    models: { llm: '', embedding: 'sentence-transformers/all-MiniLM-L6-v2' },
  },
};

/** `https://api.anthropic.com` as well as `https://api.anthropic.com/v1`. */
function withVersion(given: string): string {
  const url = given.replace(/\/+$/, '');
  return /\/v\d+$/.test(url) ? url : `${url}/v1`;
}

/** Ollama's variable is also what its server listens on: `0.0.0.0`, `127.0.0.1:11434`. */
function dialled(given: string): string {
  const isAddress = !given.includes('://');
  const text = isAddress ? `http://${given}` : given;
  if (!URL.canParse(text)) return given;
  const url = new URL(text);
  if (url.hostname === '0.0.0.0') url.hostname = '127.0.0.1';
  if (isAddress && url.port === '') url.port = '11434';
  return url.href;
}
