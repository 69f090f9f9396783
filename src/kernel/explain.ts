/** Decisions as sentences, for people: what was decided, why, and what it means for the siblings. */
import type { Ms } from '../model/clock.ts';
import type { ExitReason } from '../model/exit.ts';
import type { Decision, Named, RestartDecision } from './decide/decision.ts';

/**
 * Pure. Children are called by their ids, the supervisor by its path.
 *
 * @example "restart 3 of 5 in 30 s of `worker:ml/3`: crash ValueError: …; `rest_for_one`, so `dispatcher` too; waits 400 ms"
 */
export function sentence(supervisor: string, decision: Decision): string {
  const sup = `\`${supervisor}\``;
  const id = 'id' in decision ? `\`${decision.id}\`` : '';
  const why = 'reason' in decision ? inWords(decision.reason) : '';
  switch (decision.outcome) {
    case 'restart': {
      const { attempt, intensity, periodMs } = decision;
      return `restart ${attempt} of ${intensity} in ${time(periodMs)} of ${id}: ${why}${siblings(decision)}${wait(decision)}`;
    }
    case 'give_up': {
      const { attempt, intensity, periodMs, stops } = decision;
      const count = `${attempt} in ${time(periodMs)} where ${intensity} ${intensity === 1 ? 'is' : 'are'} allowed`;
      return `one restart too many, ${count}: ${id} ended with ${why}; so ${sup} gives up${and(stops)}`;
    }
    case 'no_restart':
      return `no restart of ${id}: ${why}; ${RULES[decision.restart]}`;
    case 'auto_shutdown':
      return `${sup} shuts down${and(decision.stops)}: ${id} is significant and ended with ${why} (\`${decision.autoShutdown}\`)`;
    case 'start_failed':
      switch (decision.during) {
        case 'boot':
          return `${id} did not start: ${why}; so ${sup} does not start${and(decision.stops)}`;
        case 'restart':
          return `restart of ${id} failed: ${why}; it will be tried again`;
        default:
          return `${id} did not start: ${why}; \`${REQUESTS[decision.during]}\` says so and does not try again`;
      }
    case 'terminate': {
      const calledOff = decision.was === 'restarting' || decision.was === 'backoff';
      const what = calledOff ? `the restart of ${id} is called off` : `${id} stops`;
      const then = decision.kept ? 'it stays down until `restartChild`' : 'it is forgotten';
      return `${what}: \`terminateChild\`; ${then}`;
    }
    case 'stop':
      return `${sup} is told to end with ${why}${and(decision.stops)}`;
  }
}

const RULES = {
  permanent: 'a `permanent` child always comes back',
  transient: 'a `transient` child comes back from abnormal ends only',
  temporary: 'a `temporary` child never comes back',
} as const;

const REQUESTS = { start_child: 'startChild', restart_child: 'restartChild' } as const;

function siblings({ strategy, stops, starts }: RestartDecision): string {
  const also = starts.ids.length === 0 ? '' : `; \`${strategy}\`, so ${list(starts)} too`;
  if (starts.more > 0) return also; // then it cannot be said who does not come back
  const forGood = stops.ids.filter((id) => !starts.ids.includes(id));
  return forGood.length === 0 ? also : `${also}; stops ${list({ ids: forGood, more: 0 })} for good`;
}

function wait({ delayMs }: RestartDecision): string {
  return delayMs === 0 ? '' : `; waits ${time(delayMs)}`;
}

function and(stops: Named): string {
  return stops.ids.length === 0 ? '' : ` and stops ${list(stops)}`;
}

/** So many are told by id. */
const MOST_LISTED = 5;

function list({ ids, more }: Named): string {
  const hidden = Math.max(0, ids.length - MOST_LISTED) + more;
  const shown = ids
    .slice(0, MOST_LISTED)
    .map((id) => `\`${id}\``)
    .join(', ');
  return hidden === 0 ? shown : `${shown} and ${hidden} more`;
}

/** `crash ValueError: no such file`: its first line. */
function inWords(reason: ExitReason): string {
  return typeof reason === 'string' ? reason : `crash ${reason.crash.split('\n', 1)[0]}`;
}

/** `400 ms`, `1.5 s`, `30 s`, `10 min`. */
function time(ms: Ms): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  return ms < 120_000 ? `${Math.round(ms / 100) / 10} s` : `${Math.round(ms / 6_000) / 10} min`;
}
