/** The picture of a state, line by line: pure. Without colours it is what is printed where there is no terminal. */
import type { ActorRow, PoolRow, WorkerRow } from '../../observe/feed/types.ts';
import { shown, stateOf, type TopState } from './state.ts';

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

type Cell = readonly [title: string, width: number, value: (row: WorkerRow, at: number) => string, left?: true];

const CELLS: readonly Cell[] = [
  ['WORKER', 18, ({ id, incarnation }) => `${id.replace('worker:', '')}#${incarnation}`, true],
  ['STATE', 12, stateOf, true],
  ['PID', 8, ({ pid }) => number(pid)],
  ['CPU%', 6, ({ cpuPercent }) => (cpuPercent === undefined ? '-' : cpuPercent.toFixed(0))],
  ['RSS', 8, ({ rssBytes }) => bytes(rssBytes)],
  ['THR', 4, ({ threads }) => number(threads)],
  ['FD', 4, ({ fds }) => number(fds)],
  ['BUSY', 5, ({ inFlight }) => String(inFlight)],
  ['CALLS', 8, ({ answered }) => String(answered)],
  ['P50', 8, ({ p50Ms }) => ms(p50Ms)],
  ['P95', 8, ({ p95Ms }) => ms(p95Ms)],
  ['RST', 4, ({ restarts }) => String(restarts)],
  [
    'UP',
    8,
    ({ uptimeMs, backoffDueAt }, at) =>
      backoffDueAt === undefined ? span(uptimeMs) : `in ${span(Math.max(0, backoffDueAt - at))}`,
  ],
];

const KEYS =
  'n name  c CPU  m memory  f busy  r restarts  / filter  ⏎ detail  t tree  k kill  s stop/go  p pause  ? help  q quit';
const HELP = [
  'n c m f r    sort by name, CPU, memory, calls in flight, restarts',
  '↑ ↓          choose a worker          ⏎   all that is known of it',
  '/            show those whose name or state has the text; Esc shows all',
  't            the supervision tree',
  'k            kill it (SIGKILL), asked back',
  's            suspend it, or let it go on (SIGSTOP, SIGCONT)',
  'p            pause: the picture stands still',
  'q            leave',
];

/** The table alone, for scripts and pipes. */
export function table(state: TopState): string[] {
  return [...heads(state.snapshot.pools), header(), ...shown(state).map((row) => line(row, state.snapshot.at))];
}

/** A whole screen of at most that size, with the escapes that colour it. */
export function screen(state: TopState, { columns, rows }: Size): string[] {
  const { snapshot, view, selected } = state;
  const top = heads(snapshot.pools);
  const below = [bottom(state)];
  const room = Math.max(1, rows - top.length - below.length - 1);
  const body = view === 'workers' ? workers(state, room, selected) : BODIES[view](state).slice(0, room + 1);
  return [...top, ...body, ...below].map((text) => cut(text, columns));
}

function workers(state: TopState, room: number, selected: string | undefined): string[] {
  const all = shown(state);
  const at = all.findIndex(({ id }) => id === selected);
  const first = Math.max(0, Math.min(all.length - room, at - room + 1));
  const lines = all.slice(first, first + room).map((row) => {
    const text = line(row, state.snapshot.at);
    return row.id === selected ? `\x1b[7m${text}\x1b[0m` : `${colour(row)}${text}\x1b[0m`;
  });
  return [`\x1b[1m${header()}\x1b[0m`, ...lines];
}

const BODIES = {
  help: () => HELP,
  tree: ({ snapshot }: TopState) => tree(snapshot.actors),
  detail: ({ snapshot, selected }: TopState) => {
    const row = snapshot.workers.find(({ id }) => id === selected);
    const facts = Object.entries(row ?? {}).map(([name, value]) => `${name.padEnd(14)}${value}`);
    const crash = snapshot.crashes.findLast(({ worker }) => worker === selected);
    return crash === undefined
      ? facts
      : [...facts, '', `last crash    ${crash.cause}`, `              ${crash.decision ?? ''}`];
  },
} as const;

function tree(actors: readonly ActorRow[]): string[] {
  const depths = new Map<string, number>();
  return actors.map(({ key, parent, id, state, value, restarts }) => {
    const depth = parent === undefined ? 0 : (depths.get(parent) ?? 0) + 1;
    depths.set(key, depth);
    return `${'  '.repeat(depth)}${id}  ${value ?? state}${restarts === 0 ? '' : `  restarts ${restarts}`}`;
  });
}

function heads(pools: readonly PoolRow[]): string[] {
  return pools.map(({ name, status, waiting, queue, inFlight, opened, settled, open, crashes }) => {
    const lost = opened - settled - open;
    return `${name}: ${status}  ${inFlight} in flight  ${waiting} of ${queue} wait  ${opened} calls = ${settled} settled + ${open} open, ${lost} lost  ${crashes} crashes`;
  });
}

function bottom({ typing, filter, asking, said, paused }: TopState): string {
  if (typing) return `filter: ${filter}_`;
  if (asking !== undefined) return `${asking.do} ${asking.target}? y to do it, any other key to leave it`;
  const parts = [paused ? 'PAUSED' : '', filter === '' ? '' : `filter: ${filter}`, said].filter((part) => part !== '');
  return parts.length > 0 ? parts.join('  ') : KEYS;
}

function header(): string {
  return CELLS.map(([title, width, , left]) => (left ? title.padEnd(width) : title.padStart(width))).join(' ');
}

function line(row: WorkerRow, at: number): string {
  return CELLS.map(([, width, value, left]) => {
    const text = value(row, at).slice(0, width);
    return left ? text.padEnd(width) : text.padStart(width);
  }).join(' ');
}

/** Green serves, yellow is on its way, red is down or seems so: the word says the same. */
function colour({ accepting, state, suspected }: WorkerRow): string {
  if (suspected === true) return '\x1b[31m';
  if (accepting) return '\x1b[32m';
  return state === 'backoff' || state === 'stopped' ? '\x1b[31m' : '\x1b[33m';
}

/** So many characters; escapes take no room. */
function cut(text: string, columns: number): string {
  let room = columns;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is how an escape begins
  return text.replace(/\x1b\[\d+m|./gu, (part) =>
    part.length > 1 && part.startsWith('\x1b') ? part : room-- > 0 ? part : '',
  );
}

const number = (value: number | undefined): string => (value === undefined ? '-' : String(value));
const ms = (value: number | undefined): string =>
  value === undefined ? '-' : `${value < 10 ? value.toFixed(1) : value.toFixed(0)}ms`;
const bytes = (value: number | undefined): string => (value === undefined ? '-' : `${(value / 1_048_576).toFixed(0)}M`);

/** `12s`, `5m`, `3h`, `2d` */
function span(value: number | undefined): string {
  if (value === undefined) return '-';
  const seconds = Math.round(value / 1_000);
  if (seconds < 120) return `${seconds}s`;
  if (seconds < 7_200) return `${Math.floor(seconds / 60)}m`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3_600)}h` : `${Math.floor(seconds / 86_400)}d`;
}
