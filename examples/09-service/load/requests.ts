/** What is asked of the service, and whether an answer is one that it may give. */

/**
 * - `answered`: the right result.
 * - `refused`: an error with its code, or a stream that was cut, because a worker died or there was too much to do.
 * - `wrong`: anything else.
 */
export interface Outcome {
  readonly kind: string;
  readonly how: 'answered' | 'refused' | 'wrong';
  /** `200`, `502 VIV_WORKER_CRASHED`, `cut short`, or what is wrong. */
  readonly what: string;
}

/** No request takes longer, or it has no answer. */
const PATIENCE_MS = 30_000;

type Request = (url: string) => Promise<Outcome>;

/** A mistake of the service would be a request of these that is refused because a worker died: it can be asked again. */
const count: Request = async (url) => {
  const response = await post(`${url}/count`, { text: 'to be or not to be' });
  const expected = { to: 2, be: 2, or: 1, not: 1 };
  const outcome = await judge('count', response, 200, (body) => JSON.stringify(body) === JSON.stringify(expected));
  return outcome.what.startsWith('502') ? { ...outcome, how: 'wrong' } : outcome;
};

const order: Request = async (url) => {
  const response = await post(`${url}/orders`, { item: 'tea', amount: 2 });
  return judge('order', response, 201, (body) => (body as { placed?: unknown }).placed === true);
};

const basket: Request = async (url) => {
  const response = await post(`${url}/basket`, { item: 'tea' });
  return judge('basket', response, 200, (body) => JSON.stringify(body) === '["tea"]');
};

const story: Request = async (url) => {
  const response = await fetch(`${url}/story?lines=200`, { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (response.status !== 200) return judge('story', response, 200, () => false);
  const text = await response.text().catch(() => undefined);
  if (text === undefined) return { kind: 'story', how: 'refused', what: 'cut short' };
  const lines = text.split('\n').length - 1;
  return lines === 200
    ? { kind: 'story', how: 'answered', what: '200' }
    : { kind: 'story', how: 'wrong', what: `200 with ${lines} lines` };
};

const REQUESTS = [count, order, count, basket, count, story];

/** Never rejects. */
export async function ask(url: string, index: number): Promise<Outcome> {
  const request = REQUESTS[index % REQUESTS.length] ?? count;
  try {
    return await request(url);
  } catch (error) {
    return { kind: request.name, how: 'wrong', what: `no answer: ${String(error)}` };
  }
}

function post(url: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
}

async function judge(
  kind: string,
  response: Response,
  status: number,
  right: (body: unknown) => boolean,
): Promise<Outcome> {
  const body: unknown = await response.json();
  const code = (body as { code?: unknown }).code;
  if (response.status === status)
    return right(body)
      ? { kind, how: 'answered', what: String(status) }
      : { kind, how: 'wrong', what: `${status} with ${JSON.stringify(body)}` };
  const typed = response.status >= 500 && typeof code === 'string' && code.startsWith('VIV_');
  return { kind, how: typed ? 'refused' : 'wrong', what: `${response.status} ${String(code)}` };
}
