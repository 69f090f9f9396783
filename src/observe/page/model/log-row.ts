/** A line of the event log: what a delta says, in one shape that can be filtered. */
import type { Ms } from '../../../model/clock.ts';
import type { JournalRow, ObserverDelta } from '../../feed/types.ts';

export interface LogRow {
  /** 0 for what was before the stream began. */
  readonly seq: number;
  readonly at: Ms;
  /** `exit`, `restarting`, `transition`, `message`, `crash`, `output`, `action`, … */
  readonly type: string;
  readonly actor: string;
  readonly says: string;
  readonly cause?: number;
}

/** Journal entries that other deltas tell of, with more. */
const TOLD_BETTER = new Set([
  'started',
  'ignored',
  'start_failed',
  'exit',
  'stopped',
  'restarting',
  'escalated',
  'crash',
]);

/** Undefined for what is no event: rows that have changed. */
export function logRow(delta: ObserverDelta): LogRow | undefined {
  const { seq, at, cause } = delta;
  const line = (type: string, actor: string, says: string): LogRow =>
    cause === undefined ? { seq, at, type, actor, says } : { seq, at, type, actor, says, cause };
  switch (delta.type) {
    case 'lifecycle':
      return line(delta.what, `${delta.id}#${delta.incarnation}`, delta.says ?? delta.reason ?? '');
    case 'transition':
      return line('transition', lastOf(delta.actor), `${delta.event}: ${delta.from} → ${delta.to}`);
    case 'message':
      return line('message', lastOf(delta.to), `${delta.event} from ${lastOf(delta.from)}`);
    case 'unhandled':
      return line('unhandled', lastOf(delta.actor), `${delta.event}: its machine has no transition for it`);
    case 'dead_letter':
      return line('dead_letter', lastOf(delta.to), `${delta.event}: nobody was there`);
    case 'crash':
      return line('crash', `${delta.crash.worker}#${delta.crash.incarnation}`, delta.crash.cause);
    case 'output':
      return line(delta.stream, delta.worker, delta.line);
    case 'journal':
      return isTold(delta.entry) ? undefined : line(delta.entry.type, delta.entry.who, delta.entry.says);
    default:
      return undefined;
  }
}

/** A machine's events are journalled in capitals; their transitions say where they led. */
const isTold = ({ type }: JournalRow): boolean => TOLD_BETTER.has(type) || /^[A-Z]/.test(type);

export function journalRow({ wall, type, who, says }: JournalRow, wallOffset: Ms): LogRow {
  return { seq: 0, at: wall - wallOffset, type, actor: who, says };
}

/** `runtime/pools/pool:ml` is `pool:ml`; ids of workers have a slash of their own. */
export function lastOf(path: string): string {
  const owned = /(?:^|\/)([a-z_]+:[^/]*\/[^/]*)$/.exec(path)?.[1];
  return owned ?? path.slice(path.lastIndexOf('/') + 1);
}
