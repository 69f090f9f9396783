/** What two profilers saw, in one form: stacks, the outermost function first, and how much time was in each. */

export interface Stack {
  readonly frames: readonly string[];
  /** In any unit: only shares are looked at. */
  readonly weight: number;
}

/** V8's own form: a tree of functions, and which of them each sample fell into. */
export interface CpuProfile {
  readonly nodes: readonly CpuNode[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

interface CpuNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  readonly children?: readonly number[];
}

/** Without the time in which nothing ran, and that of the profiler itself. */
export function nodeStacks({ nodes, samples, timeDeltas }: CpuProfile): Stack[] {
  const named = new Map(nodes.map(({ id, callFrame }) => [id, frameName(callFrame)]));
  const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const spent = new Map<number, number>();
  for (const [at, id] of samples.entries()) spent.set(id, (spent.get(id) ?? 0) + (timeDeltas[at] ?? 0));
  const stack = (id: number): string[] => {
    const caller = callers.get(id);
    return caller === undefined ? [] : [...stack(caller), named.get(id) ?? '?'];
  };
  return [...spent]
    .map(([id, weight]) => ({ frames: stack(id), weight }))
    .filter(({ frames }) => frames.length > 0 && frames.at(-1) !== '(idle)' && !frames.some(isProfiler));
}

const isProfiler = (frame: string): boolean => frame.includes('  node:inspector');

/** Lines of `profiled.py`: its threads are the outermost frames. */
export function pythonStacks(text: string): Stack[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { stack, count } = JSON.parse(line) as { stack: string[]; count: number };
      return { frames: stack, weight: count };
    });
}

/** `send  src/bridge/lane.js:120`; of a package from its name on. */
function frameName({ functionName, url, lineNumber }: CpuNode['callFrame']): string {
  const name = functionName || '(anonymous)';
  const file = url.replace(/^.*\/(?:\.cache\/[^/]+|node_modules)\//, '');
  return file === '' ? name : `${name}  ${file}:${lineNumber + 1}`;
}
