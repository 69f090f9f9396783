/** The handwritten digits, divided into those the model learns from and those held back to test it. */
import { readFileSync } from 'node:fs';

const PIXELS = 64;

/** One image of 8 × 8 pixels from 0 to 16, and the digit it shows. */
export interface Digit {
  readonly pixels: Float32Array;
  readonly label: number;
}

export interface Digits {
  readonly training: readonly Digit[];
  readonly heldBack: readonly Digit[];
}

/** Reads the CSV and holds a fifth of it back; the same rows every time. */
export function readDigits(path: string): Digits {
  const digits = readFileSync(path, 'utf8').trimEnd().split('\n').map(parse);
  return {
    training: digits.filter((_, row) => !isHeldBack(row)),
    heldBack: digits.filter((_, row) => isHeldBack(row)),
  };
}

/** All pixels in one array and all labels in another: Python receives both as numpy arrays. */
export function columns(digits: readonly Digit[]): { rows: Float32Array; labels: Int32Array } {
  const rows = new Float32Array(digits.length * PIXELS);
  digits.forEach((digit, row) => {
    rows.set(digit.pixels, row * PIXELS);
  });
  return { rows, labels: Int32Array.from(digits, (digit) => digit.label) };
}

/** The digit that occurs most, and how often always guessing it would be right: what a model has to beat. */
export function bestGuess(digits: readonly Digit[]): { label: number; accuracy: number } {
  const counts = new Array<number>(10).fill(0);
  for (const { label } of digits) counts[label] = (counts[label] ?? 0) + 1;
  const most = Math.max(...counts);
  return { label: counts.indexOf(most), accuracy: most / digits.length };
}

/** The file repeats 0, 1, … 9 in order, so every fifth row would be two digits only. Steps of the golden ratio spread. */
function isHeldBack(row: number): boolean {
  return (row * 0.618033988749895) % 1 < 0.2;
}

function parse(line: string): Digit {
  const numbers = line.split(',').map(Number);
  return { pixels: Float32Array.from(numbers.slice(0, PIXELS)), label: numbers[PIXELS] ?? Number.NaN };
}
