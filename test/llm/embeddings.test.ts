/** Texts become vectors. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createEmbeddingClient, type EmbeddingClient } from '../../src/index.ts';
import { type Provider, startProvider } from '../support/provider/index.ts';

let provider: Provider;

beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.close());
beforeEach(() => provider.reset());

const client = (name: 'openai' | 'huggingface', model?: string): EmbeddingClient =>
  createEmbeddingClient({
    provider: name,
    apiKey: 'any-key',
    baseUrl: name === 'openai' ? `${provider.url}/v1` : provider.url,
    retry: { initial: 1 },
    ...(model === undefined ? {} : { model }),
  });

describe.each([
  ['openai', '/v1/embeddings'],
  ['huggingface', '/hf-inference/models/sentence-transformers/all-MiniLM-L6-v2/pipeline/feature-extraction'],
] as const)('an embedding client of %s', (name, path) => {
  test('gives vectors in the order of the texts', async () => {
    await using made = client(name);
    const [first, second, third] = await made.embedBatch(['First text', 'Second text', 'First text']);
    expect(first).toHaveLength(16);
    expect(first).toEqual(third);
    expect(first).not.toEqual(second);
    expect(await made.embedText('First text')).toEqual(first);
    expect(provider.requests.map((seen) => [seen.path, seen.key])).toEqual([
      [path, 'any-key'],
      [path, 'any-key'],
    ]);
  });

  test('gives back what is said of a document', async () => {
    await using made = client(name);
    const metadata = { source: 'file.txt', type: 'document' };
    const document = await made.embedDocument({ content: 'Document content', metadata });
    expect(document.metadata).toEqual(metadata);
    expect(document.embedding).toEqual(await made.embedText('Document content'));
  });

  test('asks for a long list in several requests, and none is lost', async () => {
    await using made = client(name);
    const texts = Array.from({ length: 250 }, (_, n) => `text ${n % 7}`);
    const vectors = await made.embedBatch(texts);
    expect(vectors).toHaveLength(250);
    expect(vectors[249]).toEqual(await made.embedText('text 4'));
    expect(provider.requests.length).toBeGreaterThan(2);
  });

  test('tries again, and tells what goes wrong as one of the nine kinds', async () => {
    await using made = client(name);
    provider.next('fail-503', 'fail-429-0');
    expect((await made.embed(['Hello'])).attempts).toBe(3);
    provider.next('fail-401');
    await expect(made.embedText('Hello')).rejects.toMatchObject({ name: 'AuthenticationError', provider: name });
    provider.next('garbage');
    await expect(made.embedText('Hello')).rejects.toMatchObject({ name: 'RuntimeFailure', operation: 'embed' });
    expect(made.stats()).toMatchObject({ total: 3, succeeded: 1, failed: 2 });
  });
});

test('the similarity of two vectors is the cosine of their angle', async () => {
  await using made = client('openai');
  expect(made.similarity([1, 0], [2, 0])).toBe(1);
  expect(made.similarity([1, 0], [0, 3])).toBe(0);
  expect(made.similarity([1, 2], [-1, -2])).toBeCloseTo(-1);
  expect(() => made.similarity([1, 2], [1])).toThrow(/two vectors of the same length, not 2 and 1/);
});

test('an empty text is refused before anything is sent', async () => {
  await using made = client('openai');
  await expect(made.embedBatch(['a', ''])).rejects.toMatchObject({ field: 'texts[1]', kind: 'validation' });
  await expect(made.embedBatch([])).rejects.toMatchObject({ field: 'texts' });
  expect(provider.requests).toEqual([]);
});
