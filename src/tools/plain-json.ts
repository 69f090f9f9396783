/** Values as plain JSON has them, for readers that know no other: language models, for example. */
import { isTypedArray, Tensor } from '../bridge/tensor.ts';

/**
 * Integers beyond 2^53 become text, which keeps their digits; NaN and the infinities become text, too; bytes become
 * `{ base64 }`, arrays `{ dtype, shape, data }` with their numbers in C order.
 */
export function plainJson(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    case 'object':
      return value === null ? null : composite(value);
    default:
      return null;
  }
}

function composite(value: object): unknown {
  if (value instanceof Tensor) {
    const { dtype, shape, data } = value;
    return { dtype, shape: [...shape], data: Array.from<number | bigint, unknown>(data, plainJson) };
  }
  if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') };
  if (isTypedArray(value)) return Array.from<number | bigint, unknown>(value, plainJson);
  if (Array.isArray(value)) return value.map(plainJson);
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return Object.fromEntries(entries.map(([key, item]) => [String(key), plainJson(item)]));
}
