/**
 * The kinds of frames, as in `proto/vivarium/v1/bridge.proto` (a test compares the two).
 * Plain constants, so that a comparison on the hot path is one of integers.
 */

export const Kind = {
  HELLO: 1,
  READY: 2,
  LOAD_FAILED: 3,
  BEAT: 4,
  RESULT: 5,
  FAILURE: 6,
  CHUNK: 7,
  END: 8,
  CANCELLED: 9,
  LOG: 10,
  EVENT: 11,
  WELCOME: 16,
  REFUSED: 17,
  CALL: 18,
  OPEN: 19,
  CANCEL: 20,
  CREDIT: 21,
  SHUTDOWN: 22,
  ACK: 32,
} as const;

export type Kind = (typeof Kind)[keyof typeof Kind];

const NAMES = new Map<number, string>(Object.entries(Kind).map(([name, kind]) => [kind, name]));

/** `CALL` for 18: for people. */
export function kindName(kind: number): string {
  return NAMES.get(kind) ?? `kind ${kind}`;
}

export function isKind(kind: number): kind is Kind {
  return NAMES.has(kind);
}
