/** Values as they travel between JavaScript and Python: see `docs/reference/lane.md`, Bodies. */
export { decodeValue } from './decode.ts';
export { encodeOwn, encodeValue } from './encode.ts';
export { type DType, Tensor, type TensorData, tensor } from './tensor.ts';
export { formatPath, type Key } from './unsendable.ts';
