/** Integers written as text, of any size that can be read in good time. */
import { shrink } from '../big-integer.ts';

/** As many characters as Python reads digits by default; more take time that grows with their square. */
export const LONGEST = 4_300;

/** A number where that is exact, else a BigInt; undefined when the text is no integer, or has too many digits. */
export function parseInteger(text: string): number | bigint | undefined {
  return text.length <= LONGEST && /^-?\d+$/.test(text) ? shrink(BigInt(text)) : undefined;
}
