/**
 * Where the time of one row goes: its Node side by V8's sampling profiler, its Python side by a thread that looks at the
 * others.
 *
 *   npm run bench -- --profile add/64/socket
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Contender } from './contender.ts';
import { planOf } from './plan.ts';
import { PROGRAMS } from './programs.ts';
import { aligned, number } from './table.ts';

const WARM_UP_MS = 1_000;
const PROFILE_MS = 3_000;
const LINES = 25;

/** V8's own form: a tree of functions, and which of them each sample fell into. */
interface CpuProfile {
  readonly nodes: readonly { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** @param key of a row of ours. @throws when there is no such row. */
export async function profile(key: string): Promise<string> {
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
    return `Node\n${nodePlaces(JSON.parse(await read(node)))}\nPython\n${pythonPlaces(await read(python))}`;
  } finally {
    await contender.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const FUNCTIONS = ['add', 'echo', 'array', 'dicts', 'blocks'];

/** Functions by the time spent in themselves. */
function nodePlaces({ nodes, samples, timeDeltas }: CpuProfile): string {
  const names = new Map(
    nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => {
      const file = url.split('/').slice(-2).join('/');
      return [id, `${functionName || '(anonymous)'}${file === '' ? '' : `  ${file}:${lineNumber + 1}`}`];
    }),
  );
  const times = new Map<string, number>();
  for (const [at, id] of samples.entries()) {
    const name = names.get(id) ?? '?';
    times.set(name, (times.get(name) ?? 0) + (timeDeltas[at] ?? 0));
  }
  times.delete('(idle)');
  return shares([...times]);
}

/** Lines by how often a thread was seen in them; one that waits is seen in what it waits in. */
function pythonPlaces(text: string): string {
  const lines = text.trimEnd().split('\n');
  return shares(
    lines.map((line): [string, number] => {
      const { thread, place, count } = JSON.parse(line) as { thread: string; place: string; count: number };
      return [`${thread}: ${place}`, count];
    }),
  );
}

function shares(counts: readonly (readonly [string, number])[]): string {
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  const most = counts.toSorted((a, b) => b[1] - a[1]).slice(0, LINES);
  return aligned(most.map(([name, count]) => [name, `${number((100 * count) / all)} %`]));
}
