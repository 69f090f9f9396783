/** One contender of the benchmark: a program that prints its rows, run anew in each round so that no heap is shared. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Plan, Rows } from './rows.ts';

export interface Contender {
  readonly title: string;
  readonly program: string;
  readonly args: (plan: Plan) => readonly string[];
  /** The largest crowd that ends in reasonable time. */
  readonly most: number;
}

const run = promisify(execFile);
const ROUND_LIMIT_MS = 120_000;

/** @throws when the program fails: a wrong answer, a package that is missing. */
export async function rowsOf({ title, program, args, most }: Contender, plan: Plan): Promise<Rows> {
  const crowds = plan.crowds.filter((size) => size <= most);
  try {
    const { stdout } = await run(program, args({ ...plan, crowds }), { timeout: ROUND_LIMIT_MS });
    return JSON.parse(stdout) as Rows;
  } catch (error) {
    throw new Error(`${title} failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Whether the program is on the PATH. */
export async function exists(program: string, ...args: readonly string[]): Promise<boolean> {
  return run(program, args).then(
    () => true,
    () => false,
  );
}
