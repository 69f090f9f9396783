/**
 * Where the time of one row goes: its Node side by V8's sampling profiler, its Python side by a thread that looks at the
 * others.
 *
 *   npm run bench -- --profile add/64/socket [--write]
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Contender } from './contender.ts';
import { flameGraph } from './flame.ts';
import { planOf } from './plan.ts';
import { PROGRAMS } from './programs.ts';
import { nodeStacks, pythonStacks, type Stack } from './stacks.ts';
import { aligned, number } from './table.ts';

const WARM_UP_MS = 1_000;
const PROFILE_MS = 3_000;
const LINES = 25;

/** What was seen of one row: stacks of functions in Node, of lines in Python. */
export interface Profile {
  readonly node: readonly Stack[];
  readonly python: readonly Stack[];
}

/** @param key of a row of ours. @throws when there is no such row. */
export async function profile(key: string): Promise<Profile> {
  const row = [...planOf(false, []).rows, ...planOf(true, []).rows].find((row) => row.key === key);
  const program = PROGRAMS.find(({ name, subject }) => name === row?.contender && subject === 'vivarium');
  if (row === undefined || program === undefined) throw new Error(`there is no row '${key}' of ours`);
  const folder = await mkdtemp(join(tmpdir(), 'vivarium-bench-'));
  const [node, python] = [join(folder, 'node.cpuprofile'), join(folder, 'python')];
  const options = { adapter: 'profiled.py', expose: FUNCTIONS, env: { BENCH_PROFILE: python } };
  const contender = await Contender.open({ ...program, options: { ...program.options, ...options } });
  try {
    await contender.ask({ ...row.question, ms: WARM_UP_MS });
    await contender.ask({ ...row.question, ms: PROFILE_MS, profile: node });
    const read = (file: string): Promise<string> => readFile(file, 'utf8');
    return { node: nodeStacks(JSON.parse(await read(node))), python: pythonStacks(await read(python)) };
  } finally {
    await contender.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const FUNCTIONS = ['add', 'echo', 'array', 'dicts', 'blocks'];

/** Functions and lines by the time spent in themselves; a thread of Python that waits is seen in what it waits in. */
export function places({ node, python }: Profile): string {
  return `Node\n${shares(node)}\nPython\n${shares(python)}`;
}

/** What is shown of a row in docs/performance.md. */
export function flames(key: string, { node, python }: Profile): string {
  return flameGraph([
    { title: `${key}: Node, by time on the CPU`, stacks: node },
    { title: `${key}: Python, thread by thread, waiting included`, stacks: python },
  ]);
}

function shares(stacks: readonly Stack[]): string {
  const counts = new Map<string, number>();
  for (const { frames, weight } of stacks) {
    const place = frames.at(-1) ?? '?';
    counts.set(place, (counts.get(place) ?? 0) + weight);
  }
  const all = stacks.reduce((sum, { weight }) => sum + weight, 0);
  const most = [...counts].toSorted((a, b) => b[1] - a[1]).slice(0, LINES);
  return aligned(most.map(([name, count]) => [name, `${number((100 * count) / all)} %`]));
}
