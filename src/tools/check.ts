/** One question for every kind of schema: is this value good, and what becomes of it? */
import { formatPath, type Key } from '../bridge/values.ts';

/** The value (perhaps changed by its schema), or what is wrong with it. */
export type Checked = { readonly value: unknown } | { readonly problem: string };

export type Check = (value: unknown) => Checked | Promise<Checked>;

export const anything: Check = (value) => ({ value });

export interface Problem {
  /** Keys from the root to what is wrong. */
  readonly path: readonly Key[];
  readonly message: string;
}

const SHOWN = 3;

/** `arguments.items[2].name: expected a string, got null; …`: the first few, a caller mends those and asks again. */
export function formatProblems(root: string, all: readonly Problem[]): string {
  const shown = all.slice(0, SHOWN).map(({ path, message }) => `${formatPath(root, path)}: ${message}`);
  const more = all.length - shown.length;
  return shown.join('; ') + (more > 0 ? ` (and ${more} more)` : '');
}
