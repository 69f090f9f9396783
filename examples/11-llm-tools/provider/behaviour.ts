/**
 * How the provider treats a request, in a word: the model's name says it, the header `x-behaviour`, or `provider.next()`.
 * A name that is none of these words is answered at once.
 */

export type Behaviour =
  | { readonly type: 'answer' }
  /** `slow-200`: the answer, or each piece of a stream, comes so many milliseconds later. */
  | { readonly type: 'slow'; readonly ms: number }
  /** `fail-500`; `fail-429-2` says with it to come again in 2 seconds. */
  | { readonly type: 'fail'; readonly status: number; readonly retryAfter: number | undefined }
  /** `flaky-2`: the first two requests with the same messages fail with 500. */
  | { readonly type: 'flaky'; readonly times: number }
  /** `limited-1`: the first request with the same messages gets 429 and `retry-after: 1`. */
  | { readonly type: 'limited'; readonly retryAfter: number }
  /** `hang`: there is no answer; a stream begins and never goes on. */
  | { readonly type: 'hang' }
  /** `broken`: the connection ends in the middle of the answer. */
  | { readonly type: 'broken' }
  /** `drop`: the connection ends before there is any. */
  | { readonly type: 'drop' }
  /** `garbage`: status 200 and no JSON. */
  | { readonly type: 'garbage' };

const WORD = /(?:^|[/:])(slow|fail|flaky|limited|hang|broken|drop|garbage)(?:-(\d+))?(?:-(\d+))?$/;

/** The first of the words that is one of the provider's; a model's name may have it behind a slash or a colon. */
export function behaviourOf(...words: readonly (string | undefined)[]): Behaviour {
  for (const word of words) {
    const [, type, first, second] = WORD.exec(word ?? '') ?? [];
    if (type !== undefined) return behaviour(type, first, second);
  }
  return { type: 'answer' };
}

function behaviour(type: string, first: string | undefined, second: string | undefined): Behaviour {
  const number = Number(first ?? 0);
  switch (type) {
    case 'slow':
      return { type, ms: number };
    case 'fail':
      return { type, status: number, retryAfter: second === undefined ? undefined : Number(second) };
    case 'flaky':
      return { type, times: number };
    case 'limited':
      return { type, retryAfter: number };
    case 'hang':
    case 'broken':
    case 'drop':
    case 'garbage':
      return { type };
    default:
      return { type: 'answer' };
  }
}
