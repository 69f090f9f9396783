/** Which model answers: OpenAI's with a key, otherwise one on this machine that repeats what it is told. */
import type { LlmOptions } from '../../src/index.ts';
import { startProvider } from './provider/server.ts';

export interface Model {
  readonly options: LlmOptions;
  readonly close: () => Promise<void>;
}

export async function openModel(): Promise<Model> {
  if (process.env['OPENAI_API_KEY'] !== undefined) return { options: { provider: 'openai' }, close: async () => {} };
  const { env, close } = await startProvider();
  return { options: { provider: 'openai', apiKey: 'none', baseUrl: `${env['OPENAI_BASE_URL']}` }, close };
}
