/** An answer with another status than 200, in the shape that the AI SDK's `APICallError` has, too. */
export class HttpFailure extends Error {
  readonly statusCode: number;
  readonly responseHeaders: Readonly<Record<string, string>>;

  constructor(status: number, headers: Headers, body: string) {
    super(messageIn(body) ?? `status ${status}`);
    this.name = 'HttpFailure';
    this.statusCode = status;
    this.responseHeaders = Object.fromEntries(headers.entries());
  }
}

function messageIn(body: string): string | undefined {
  try {
    const { error } = JSON.parse(body) as { error?: string | { message?: string } };
    return typeof error === 'string' ? error : error?.message;
  } catch {
    return undefined;
  }
}
