/** One actor with all that is known of it. */
import type { Inhabitant, System } from '../../kernel/index.ts';
import type { Clock } from '../../model/clock.ts';
import type { Redact } from '../redact.ts';
import { brief, CONTEXT } from './brief.ts';
import type { Collector } from './collector.ts';
import type { Remembered } from './memory.ts';
import { statePaths } from './state-paths.ts';
import type { ActorDetail, DecisionRow, MessageRow } from './types.ts';

const MOST_MESSAGES = 50;

export interface DetailParts {
  readonly clock: Clock;
  readonly system: System;
  readonly redact: Redact;
  readonly collector: Collector;
  readonly remembered: readonly Remembered[];
  readonly decisions: (path: string) => readonly DecisionRow[];
}

export function actorDetail(key: string, parts: DetailParts): ActorDetail | undefined {
  const { clock, system, collector, remembered } = parts;
  const seen = collector.actors.get(key);
  if (seen === undefined) return undefined;
  const { row: actor, inhabitant } = seen;
  const { path } = actor;
  const others = [...collector.actors.values()];
  return {
    actor,
    at: clock.now(),
    ...(inhabitant.pid === undefined ? {} : { process: inhabitant.pid }),
    ...inside(inhabitant, parts.redact),
    timers: system.timersOf(inhabitant),
    links: inhabitant.links,
    monitoredBy: inhabitant.monitoredBy,
    monitors: others.filter((other) => other.inhabitant.monitoredBy.includes(path)).map(({ row }) => row.path),
    messages: messagesOf(path, remembered),
    unhandled: collector.messages.unhandledOf.get(path) ?? 0,
    deadLetters: collector.messages.deadLettersOf.get(path) ?? 0,
    decisions: parts.decisions(path),
  };
}

/** What its snapshot tells: a machine's context and children; of another logic whatever it keeps. */
function inside({ ref }: Inhabitant, redact: Redact): Pick<ActorDetail, 'context' | 'children'> {
  const snapshot: unknown = ref?.getSnapshot();
  if (typeof snapshot !== 'object' || snapshot === null) return { children: [] };
  const known: unknown = 'context' in snapshot ? snapshot.context : undefined;
  const children = 'children' in snapshot ? (snapshot.children as Readonly<Record<string, Child | undefined>>) : {};
  return {
    ...(known === undefined ? {} : { context: redact(brief(known, CONTEXT)) }),
    children: Object.entries(children).map(([id, child]) => ({ id, state: stateOf(child) })),
  };
}

interface Child {
  getSnapshot(): unknown;
}

function stateOf(child: Child | undefined): string {
  const snapshot: unknown = child?.getSnapshot();
  if (typeof snapshot !== 'object' || snapshot === null) return 'gone';
  if ('value' in snapshot) return statePaths(snapshot.value);
  return 'status' in snapshot ? String(snapshot.status) : '';
}

/** Those from it, to it, and to or from what its machine has spawned. */
function messagesOf(path: string, remembered: readonly Remembered[]): MessageRow[] {
  const its = (address: string): boolean => address === path || address.startsWith(`${path}>`);
  return remembered
    .flatMap(({ delta }) => (delta.type === 'message' && (its(delta.from) || its(delta.to)) ? [delta] : []))
    .slice(-MOST_MESSAGES)
    .map(({ type: _, ...message }) => message);
}
