/** Values as JSON text: whatever can come from Python is valid JSON, and nothing is rounded or lost unseen. */
import { expect, test } from 'vitest';
import { tensor } from '../../src/bridge/tensor.ts';
import { toJson } from '../../src/cli/json.ts';

test.each<[string, unknown, string]>([
  ['nothing', undefined, 'null'],
  ['text', 'a "b"\n', '"a \\"b\\"\\n"'],
  ['a big integer', 2n ** 70n, '1180591620717411303424'],
  ['not a number', Number.NaN, '"NaN"'],
  ['minus zero', -0, '-0.0'],
  ['nested values', { a: [1, null, { b: true }] }, '{"a":[1,null,{"b":true}]}'],
  ['a map', new Map([[1, 'one']]), '{"1":"one"}'],
  ['bytes', new Uint8Array([0, 255]), '{"base64":"AP8="}'],
  ['a typed array', new BigInt64Array([2n ** 60n]), '[1152921504606846976]'],
  ['a tensor', tensor(new Float32Array([1, 2.5]), [1, 2]), '{"dtype":"float32","shape":[1,2],"data":[1,2.5]}'],
  [
    'a tensor of truths',
    tensor(new Uint8Array([1, 0]), [2], 'bool'),
    '{"dtype":"bool","shape":[2],"data":[true,false]}',
  ],
  [
    'a tensor of half precision',
    tensor(new Uint16Array([0x3c00, 0xc000, 0x0001, 0x7c00, 0x7e00, 0x3555]), [6], 'float16'),
    '{"dtype":"float16","shape":[6],"data":[1,-2,5.960464477539063e-8,"Infinity","NaN",0.333251953125]}',
  ],
])('%s', (_, value, text) => {
  expect(toJson(value)).toBe(text);
  expect(() => JSON.parse(text)).not.toThrow();
});
