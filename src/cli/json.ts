/**
 * Values as JSON text, including those that JSON has no words for. Integers keep all their digits, which is valid JSON;
 * `JSON.stringify` would refuse a BigInt and silently turn NaN into null.
 */
import { type DType, isTypedArray, Tensor } from '../bridge/tensor.ts';
import { floatFromHalf } from './half.ts';

/** Elements that mean something else than the number they are carried in. */
const READ: Readonly<Partial<Record<DType, (item: number | bigint) => unknown>>> = {
  bool: Boolean,
  float16: (bits) => floatFromHalf(Number(bits)),
};

export function toJson(value: unknown): string {
  switch (typeof value) {
    case 'bigint':
      return value.toString();
    case 'number':
      return number(value);
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'object':
      return value === null ? 'null' : composite(value);
    default:
      return 'null';
  }
}

function composite(value: object): string {
  if (value instanceof Tensor) return tensorJson(value);
  if (value instanceof Uint8Array) return object([['base64', Buffer.from(value).toString('base64')]]);
  if (isTypedArray(value)) return array(value);
  if (Array.isArray(value)) return array(value);
  if (value instanceof Map) return object([...value].map(([key, item]) => [String(key), item]));
  const { toJSON } = value as { toJSON?: unknown };
  return typeof toJSON === 'function' ? toJson(toJSON.call(value)) : object(Object.entries(value));
}

function number(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0.0' : String(value);
  return JSON.stringify(String(value));
}

/** In C order, flat: what `numpy.array(data).reshape(shape)` takes. A complex number is two in a row. */
function tensorJson({ dtype, shape, data }: Tensor): string {
  const numbers: Iterable<number | bigint> = data;
  return object([
    ['dtype', dtype],
    ['shape', shape],
    ['data', Array.from(numbers, READ[dtype] ?? ((item) => item))],
  ]);
}

function array(items: Iterable<unknown>): string {
  return `[${Array.from(items, toJson).join(',')}]`;
}

function object(entries: readonly (readonly [string, unknown])[]): string {
  const shown = entries.filter(([, item]) => item !== undefined);
  return `{${shown.map(([key, item]) => `${JSON.stringify(key)}:${toJson(item)}`).join(',')}}`;
}
