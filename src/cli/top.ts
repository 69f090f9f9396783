/** `vivarium top`: the workers in one table in the terminal, live; once, or as JSON, for scripts. */
import { type Clock, type Ms, realClock } from '../model/clock.ts';
import { createRuntime } from '../runtime/create-runtime.ts';
import { COMMON, type Command } from './common.ts';
import { toJson } from './json.ts';
import { loadConfig } from './load-config.ts';
import { pythonLog } from './log.ts';
import { isAddress } from './observer-client.ts';
import { printLine } from './print.ts';
import { local, remote, type Source } from './top/source.ts';
import { begin, press, shown, type TopState } from './top/state.ts';
import { openTerminal } from './top/terminal.ts';
import { screen, table } from './top/view.ts';
import { parseCommandLine, UsageError } from './usage.ts';

const OPTIONS = {
  ...COMMON,
  once: { type: 'boolean', default: false },
  interval: { type: 'string', default: '1000' },
} as const;

const LEAST_MS: Ms = 500;
/** CPU is what was used between two looks. */
const TWO_LOOKS_MS: Ms = 1_300;

export const topCommand: Command = {
  summary: 'Shows the workers in a table in the terminal: CPU, memory, calls, percentiles, restarts.',
  synopsis: 'URL | CONFIG',
  words: [
    ['URL', 'of a running observer with its token: http://127.0.0.1:7070/#token=…; with that for actions one can act'],
    ['CONFIG', 'as for up: its pools are started for it'],
    ['--once', 'prints the table once; with --json as data'],
    ['--interval MS', 'between two looks; default 1000, at least 500'],
  ],
  examples: [
    "top 'http://127.0.0.1:7070/#token=…'",
    'top ./vivarium.config.mjs',
    "top 'http://…/#token=…' --once --json",
  ],
  async run(argv, signal) {
    const { values, positionals } = parseCommandLine(argv, OPTIONS);
    const [what, ...more] = positionals;
    if (what === undefined || more.length > 0) throw new UsageError('top takes one URL, or one CONFIG');
    const interval = Number(values.interval);
    if (!Number.isInteger(interval) || interval < LEAST_MS)
      throw new UsageError(`--interval: expected milliseconds, ${LEAST_MS} or more, got "${values.interval}"`);
    const run = (source: Source): Promise<void> => {
      const watches = process.stdout.isTTY === true && process.stdin.isTTY === true && !values.once && !values.json;
      return watches ? watch(source, interval, signal) : print(source, { ...values, interval }, signal);
    };
    if (isAddress(what)) return run(remote(what, signal));
    await using runtime = createRuntime({ logger: pythonLog(), ...(await loadConfig(what)) });
    using observation = runtime.observe();
    await runtime.start();
    await run(local(observation));
  },
};

/** Where there is no terminal: lines, once or again and again. */
async function print(
  source: Source,
  { once, json, interval }: { readonly once: boolean; readonly json: boolean; readonly interval: Ms },
  signal: AbortSignal,
): Promise<void> {
  await source.snapshot();
  await pause(realClock, TWO_LOOKS_MS, signal);
  while (!signal.aborted) {
    const snapshot = await source.snapshot();
    const { at, wall, pools, workers } = snapshot;
    await printLine(json ? toJson({ at, wall, pools, workers }) : table(begin(snapshot)).join('\n'));
    if (once) return;
    await pause(realClock, interval, signal);
  }
}

async function watch(source: Source, interval: Ms, signal: AbortSignal): Promise<void> {
  let state = begin(await source.snapshot());
  const left = new AbortController();
  const over = AbortSignal.any([signal, left.signal]);
  const said = (words: string): void => set({ ...state, said: words });
  using terminal = openTerminal(process.stdin, process.stdout, (key) => {
    const { state: next, order, quit } = press(state, key);
    if (quit) return left.abort();
    set(next);
    if (order !== undefined) source.order(order).then(said, (error: Error) => said(error.message));
  });
  function set(next: TopState): void {
    const rows = shown(next);
    const selected = rows.some(({ id }) => id === next.selected) ? next.selected : rows[0]?.id;
    state = { ...next, selected };
    terminal.draw(screen(state, terminal.size));
  }
  while (!over.aborted) {
    if (!state.paused) {
      const snapshot = await source.snapshot().catch((error: Error) => ({ failed: error.message }));
      if (over.aborted) break;
      set('failed' in snapshot ? { ...state, said: snapshot.failed } : { ...state, snapshot });
    }
    await pause(realClock, interval, over);
  }
}

/** Resolves after that time, or at once when it is over. */
function pause(clock: Clock, ms: Ms, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clock.clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = clock.setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
