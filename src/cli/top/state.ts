/** What the terminal shows, as a value, and what a key makes of it: pure, so that it can be tried without a terminal. */
import type { ObserverSnapshot, WorkerRow } from '../../observe/feed/types.ts';

/** What can be asked of the runtime; undefined: nothing. */
export type Order = { readonly do: 'kill' | 'suspend' | 'resume'; readonly target: string };

export type Column = 'id' | 'cpu' | 'rss' | 'inFlight' | 'restarts';

export interface TopState {
  readonly snapshot: ObserverSnapshot;
  readonly sort: Column;
  readonly filter: string;
  /** The filter is being typed. */
  readonly typing: boolean;
  /** Of the worker that the cursor is on. */
  readonly selected: string | undefined;
  readonly paused: boolean;
  readonly view: 'workers' | 'tree' | 'detail' | 'help';
  /** What waits for a `y`. */
  readonly asking: Order | undefined;
  /** The last answer of the runtime, or what went wrong. */
  readonly said: string;
}

export interface Pressed {
  readonly state: TopState;
  readonly order?: Order;
  readonly quit?: true;
}

export function begin(snapshot: ObserverSnapshot): TopState {
  const selected = snapshot.workers[0]?.id;
  return {
    snapshot,
    sort: 'id',
    filter: '',
    typing: false,
    selected,
    paused: false,
    view: 'workers',
    asking: undefined,
    said: '',
  };
}

/** The workers that are shown, in order. */
export function shown({ snapshot, filter, sort }: TopState): WorkerRow[] {
  const found = snapshot.workers.filter((row) => `${row.id} ${stateOf(row)}`.includes(filter));
  return found.sort((a, b) => VALUES[sort](b) - VALUES[sort](a) || a.id.localeCompare(b.id, 'en', { numeric: true }));
}

/** What people want to know goes before the state that a worker is in all the same. */
export const stateOf = ({ state, suspected, spare }: WorkerRow): string =>
  suspected === true ? 'suspected' : spare === true ? 'spare' : state;

const VALUES: Readonly<Record<Column, (row: WorkerRow) => number>> = {
  id: () => 0,
  cpu: ({ cpuPercent = -1 }) => cpuPercent,
  rss: ({ rssBytes = -1 }) => rssBytes,
  inFlight: ({ inFlight }) => inFlight,
  restarts: ({ restarts }) => restarts,
};

const SORTS: Readonly<Record<string, Column>> = { n: 'id', c: 'cpu', m: 'rss', f: 'inFlight', r: 'restarts' };

/** @param key as the terminal sends it: `k`, `\r`, `\x1b[A`. */
export function press(state: TopState, key: string): Pressed {
  if (key === '\x03') return { state, quit: true };
  if (state.typing) return { state: typed(state, key) };
  if (state.asking !== undefined) {
    const order = state.asking;
    const asked = { ...state, asking: undefined };
    return key === 'y' ? { state: asked, order } : { state: { ...asked, said: 'left alone' } };
  }
  const sort = SORTS[key];
  if (sort !== undefined) return { state: { ...state, sort, view: 'workers' } };
  switch (key) {
    case 'q':
      return { state, quit: true };
    case '/':
      return { state: { ...state, typing: true, view: 'workers' } };
    case '\x1b':
      return { state: { ...state, filter: '', view: 'workers', said: '' } };
    case '\r':
      return { state: { ...state, view: state.view === 'detail' ? 'workers' : 'detail' } };
    case 'p':
      return { state: { ...state, paused: !state.paused } };
    case 't':
      return { state: { ...state, view: state.view === 'tree' ? 'workers' : 'tree' } };
    case '?':
    case 'h':
      return { state: { ...state, view: state.view === 'help' ? 'workers' : 'help' } };
    case '\x1b[A':
      return { state: moved(state, -1) };
    case '\x1b[B':
      return { state: moved(state, 1) };
    case 'k':
    case 's':
      return asked(state, key);
    default:
      return { state };
  }
}

function typed(state: TopState, key: string): TopState {
  if (key === '\r') return { ...state, typing: false };
  if (key === '\x1b') return { ...state, typing: false, filter: '' };
  if (key === '\x7f') return { ...state, filter: state.filter.slice(0, -1) };
  return /^[ -~]$/.test(key) ? { ...state, filter: state.filter + key } : state;
}

function moved(state: TopState, by: number): TopState {
  const rows = shown(state);
  const at = rows.findIndex(({ id }) => id === state.selected);
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
  return next === undefined ? state : { ...state, selected: next.id };
}

/** A kill is asked back; a stop can be undone, and is not. */
function asked(state: TopState, key: 'k' | 's'): Pressed {
  const row = shown(state).find(({ id }) => id === state.selected);
  if (row === undefined) return { state: { ...state, said: 'no worker is selected' } };
  if (key === 'k') return { state: { ...state, asking: { do: 'kill', target: row.id } } };
  return { state, order: { do: row.process === 'T' ? 'resume' : 'suspend', target: row.id } };
}
