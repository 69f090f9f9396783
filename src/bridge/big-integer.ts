/** BigInt ↔ two's complement, little-endian, in the fewest bytes: integers beyond 64 bits. */

export function bigToBytes(value: bigint): Uint8Array {
  const magnitude = value < 0n ? ~value : value;
  // One bit more than the magnitude has: the sign's.
  const bits = magnitude === 0n ? 1 : (magnitude.toString(16).length - 1) * 4 + topBits(magnitude) + 1;
  const bytes = new Uint8Array(Math.ceil(bits / 8));
  const hex = BigInt.asUintN(bytes.length * 8, value)
    .toString(16)
    .padStart(bytes.length * 2, '0');
  for (let i = 0; i < bytes.length; i++) {
    const end = hex.length - i * 2;
    bytes[i] = Number.parseInt(hex.slice(end - 2, end), 16);
  }
  return bytes;
}

export function bytesToBig(bytes: Uint8Array): bigint {
  if (bytes.length === 0) return 0n;
  const hex = Buffer.from(bytes).reverse().toString('hex');
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${hex}`));
}

/** A number when it is exact as one. */
export function shrink(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** Bits of the first hexadecimal digit. */
function topBits(magnitude: bigint): number {
  return 32 - Math.clz32(Number.parseInt(magnitude.toString(16).charAt(0), 16));
}
