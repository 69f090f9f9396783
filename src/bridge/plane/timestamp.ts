/** Milliseconds since 1970 as `google.protobuf.Timestamp`. */

export function timestamp(ms: number): { seconds: number; nanos: number } {
  const seconds = Math.floor(ms / 1_000);
  return { seconds, nanos: Math.floor((ms - seconds * 1_000) * 1e6) };
}
