/** Embeddings, as OpenAI and HuggingFace give them: the same text has the same vector, similar texts have similar ones. */
import type { Asked } from './types.ts';

const DIMENSIONS = 16;

/** Its letters counted into a few numbers, of length 1. */
export function embed(text: string): number[] {
  const vector = new Array<number>(DIMENSIONS).fill(0);
  for (const letter of text.toLowerCase()) {
    const at = (letter.codePointAt(0) ?? 0) % DIMENSIONS;
    vector[at] = (vector[at] ?? 0) + 1;
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

/** `POST /v1/embeddings` */
export function openaiEmbeddings(body: Asked): unknown {
  const input = [body['input']].flat().map(String);
  const data = input.map((text, index) => ({ object: 'embedding', index, embedding: embed(text) }));
  const tokens = input.reduce((sum, text) => sum + text.split(/\s+/).length, 0);
  return { object: 'list', model: body['model'], data, usage: { prompt_tokens: tokens, total_tokens: tokens } };
}

/** `POST /hf-inference/models/MODEL/pipeline/feature-extraction` */
export function huggingfaceEmbeddings(body: Asked): unknown {
  const { inputs } = body;
  return Array.isArray(inputs) ? inputs.map((text) => embed(String(text))) : embed(String(inputs));
}
