/** Process groups, OTP's `pg`: named lists of actors, joined as often as one likes, left at the latest when one ends. */
import type { AnyActorRef } from 'xstate';
import { type Process, processOf } from './process.ts';

export interface GroupChange {
  readonly type: 'join' | 'leave';
  readonly group: string;
  /** As they were named in the request; of one that ended, alone, once for each of its memberships. */
  readonly members: readonly AnyActorRef[];
}

export interface Groups {
  /** One that is gone already joins and leaves at once, as in OTP. */
  join(group: string, refs: readonly AnyActorRef[]): void;
  /** One membership for each mention; false when none of them was a member. */
  leave(group: string, refs: readonly AnyActorRef[]): boolean;
  /** Repeated as often as they joined. */
  members(group: string): readonly AnyActorRef[];
  groups(): readonly string[];
  /** Tells of each change of the group from now on; who is in it now, `members` says. The result ends it. */
  monitor(group: string, fn: (change: GroupChange) => void): () => void;
  /** Tells of each change of every group, also of those that do not exist yet; pg's monitor_scope. The result ends it. */
  monitorScope(fn: (change: GroupChange) => void): () => void;
}

interface Listener {
  readonly fn: (change: GroupChange) => void;
}

interface Membership {
  /** As often as it joined, the latest first. */
  readonly groups: string[];
  readonly unwatch: () => void;
}

/** One scope of groups. @example const groups = createGroups(); groups.join('workers', [ref]); */
export function createGroups(): Groups {
  const groups = new Map<string, AnyActorRef[]>();
  const memberships = new Map<AnyActorRef, Membership>();
  /** By group; those of all groups under `undefined`. */
  const monitors = new Map<string | undefined, Set<Listener>>();

  function tell(type: GroupChange['type'], group: string, members: readonly AnyActorRef[]): void {
    const [first] = members;
    if (first === undefined) return;
    for (const listener of [...(monitors.get(group) ?? []), ...(monitors.get(undefined) ?? [])]) {
      try {
        listener.fn({ type, group, members });
      } catch (error) {
        processOf(first)?.kernel.fault(error, `a monitor of group ${group}`);
      }
    }
  }

  function memberOf(process: Process, ref: AnyActorRef): Membership {
    const known = memberships.get(ref);
    if (known !== undefined) return known;
    const made: Membership = { groups: [], unwatch: process.watch(() => forget(ref)) };
    memberships.set(ref, made);
    return made;
  }

  function forget(ref: AnyActorRef): void {
    const member = memberships.get(ref);
    memberships.delete(ref);
    for (const group of member?.groups ?? []) {
      remove(group, ref);
      tell('leave', group, [ref]);
    }
  }

  function remove(group: string, ref: AnyActorRef): void {
    const members = groups.get(group) ?? [];
    members.splice(members.indexOf(ref), 1);
    if (members.length === 0) groups.delete(group);
  }

  function listen(group: string | undefined, fn: Listener['fn']): () => void {
    const listener: Listener = { fn };
    const listeners = monitors.get(group) ?? new Set();
    monitors.set(group, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && monitors.get(group) === listeners) monitors.delete(group);
    };
  }

  return {
    join(group, refs) {
      const joined = refs.filter((ref) => {
        const process = processOf(ref);
        if (process !== undefined) memberOf(process, ref).groups.unshift(group);
        return process !== undefined;
      });
      if (joined.length > 0) groups.set(group, [...(groups.get(group) ?? []), ...joined]);
      tell('join', group, joined);
      for (const ref of joined) if (processOf(ref)?.dead) forget(ref);
    },
    leave(group, refs) {
      const left = refs.filter((ref) => {
        const member = memberships.get(ref);
        const at = member?.groups.indexOf(group) ?? -1;
        if (member === undefined || at < 0) return false;
        member.groups.splice(at, 1);
        if (member.groups.length === 0) {
          member.unwatch();
          memberships.delete(ref);
        }
        remove(group, ref);
        return true;
      });
      if (left.length > 0) tell('leave', group, refs);
      return left.length > 0;
    },
    members: (group) => [...(groups.get(group) ?? [])],
    groups: () => [...groups.keys()],
    monitor: (group, fn) => listen(group, fn),
    monitorScope: (fn) => listen(undefined, fn),
  };
}
