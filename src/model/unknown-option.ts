/** A typo in an option's name is told, with the name that was meant, instead of being a default. */
import { BadConfig } from './errors.ts';

/** @throws BadConfig when these are no options at all, or naming the first that is none of `names`, and the nearest of them. */
export function refuseUnknown(field: string, options: object, names: readonly string[]): void {
  if (typeof options !== 'object' || options === null) throw new BadConfig(field, options, 'an object of options');
  for (const option of Object.keys(options)) if (!names.includes(option)) throw unknown(field, option, names);
}

function unknown(field: string, option: string, names: readonly string[]): BadConfig {
  const near = nearest(option, names);
  const remedy = near === undefined ? `no options but ${names.join(', ')}` : `${near} (there is no such option)`;
  return new BadConfig(field, option, remedy);
}

/** The name that was probably meant: at most a third of its letters differ, two in the wrong order counting as one. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.floor(word.length / 3) + 1;
  for (const name of names) {
    const distance = editDistance(word.toLowerCase(), name.toLowerCase());
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

/** Letters to insert, delete, exchange, or swap with the next (Damerau and Levenshtein). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const exchanged = (row[j] ?? 0) + (letter === other ? 0 : 1);
      const isSwap = i > 0 && j > 0 && letter === b[j - 1] && other === a[i - 1];
      const swapped = isSwap ? (before[j - 1] ?? 0) + 1 : exchanged;
      next.push(Math.min(exchanged, swapped, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}
