/** HuggingFace's feature extraction: the AI SDK has no embeddings of it. */
import { RuntimeFailure } from '../model/llm-errors.ts';
import { HttpFailure } from './http-failure.ts';
import type { Embedder } from './model.ts';
import type { ClientSettings } from './settings.ts';

export function huggingfaceEmbedder({ model, baseUrl, apiKey, headers }: ClientSettings): Embedder {
  const url = `${baseUrl}/hf-inference/models/${model}/pipeline/feature-extraction`;
  const key = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };
  return {
    most: 32,
    async embed(texts, signal) {
      const body = JSON.stringify({ inputs: texts });
      const request = { method: 'POST', headers: { 'content-type': 'application/json', ...key, ...headers } };
      const response = await fetch(url, { ...request, body, signal });
      const answer = await response.text();
      if (!response.ok) throw new HttpFailure(response.status, response.headers, answer);
      return { embeddings: vectorsIn(answer, texts.length), tokens: 0 };
    },
  };
}

/** One vector per text; of a model that gives one per token, their mean. */
function vectorsIn(answer: string, count: number): number[][] {
  const found: unknown = parsed(answer);
  if (!Array.isArray(found) || found.length !== count)
    throw new RuntimeFailure(`the answer is no list of ${count} vectors`, 'embed');
  return found.map((each: unknown) => {
    if (isVector(each)) return each;
    if (Array.isArray(each) && each.length > 0 && each.every(isVector)) return mean(each);
    throw new RuntimeFailure('the answer has something that is no vector', 'embed');
  });
}

function parsed(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch (cause) {
    throw new RuntimeFailure('the answer is no JSON', 'embed', { cause });
  }
}

const isVector = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'number');

function mean(vectors: readonly number[][]): number[] {
  const [first = []] = vectors;
  return first.map((_, index) => vectors.reduce((sum, vector) => sum + (vector[index] ?? 0), 0) / vectors.length);
}
