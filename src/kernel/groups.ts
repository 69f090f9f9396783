/** Process groups, OTP's `pg`: named lists of actors, joined as often as one likes, left at the latest when one ends. */
import type { AnyActorRef } from 'xstate';
import { processOf } from './process.ts';

export interface GroupChange {
  readonly type: 'join' | 'leave';
  readonly group: string;
  /** Repeated as often as they joined or left. */
  readonly members: readonly AnyActorRef[];
}

export interface Groups {
  /** Refs of actors that are gone are not joined. */
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
  /** Group to how often. */
  readonly counts: Map<string, number>;
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

  function memberOf(ref: AnyActorRef): Membership | undefined {
    const known = memberships.get(ref);
    const process = processOf(ref);
    if (known !== undefined || process === undefined || process.dead) return known;
    const made: Membership = { counts: new Map(), unwatch: process.watch(() => forget(ref)) };
    memberships.set(ref, made);
    return made;
  }

  function forget(ref: AnyActorRef): void {
    const member = memberships.get(ref);
    memberships.delete(ref);
    for (const [group, count] of member?.counts ?? []) {
      for (let i = 0; i < count; i++) remove(group, ref);
      tell(
        'leave',
        group,
        Array.from({ length: count }, () => ref),
      );
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
        const member = memberOf(ref);
        member?.counts.set(group, (member.counts.get(group) ?? 0) + 1);
        return member !== undefined;
      });
      if (joined.length > 0) groups.set(group, [...(groups.get(group) ?? []), ...joined]);
      tell('join', group, joined);
    },
    leave(group, refs) {
      const left = refs.filter((ref) => {
        const member = memberships.get(ref);
        const count = member?.counts.get(group) ?? 0;
        if (member === undefined || count === 0) return false;
        if (count > 1) member.counts.set(group, count - 1);
        else member.counts.delete(group);
        if (member.counts.size === 0) {
          member.unwatch();
          memberships.delete(ref);
        }
        remove(group, ref);
        return true;
      });
      tell('leave', group, left);
      return left.length > 0;
    },
    members: (group) => [...(groups.get(group) ?? [])],
    groups: () => [...groups.keys()],
    monitor: (group, fn) => listen(group, fn),
    monitorScope: (fn) => listen(undefined, fn),
  };
}
