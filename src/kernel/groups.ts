/** Process groups, OTP's `pg`: named lists of actors, joined as often as one likes, left at the latest when one ends. */
import type { AnyActorRef } from 'xstate';
import type { Kernel } from './kernel.ts';
import { mustBeProcess, type Process } from './process.ts';

export interface GroupChange {
  readonly type: 'join' | 'leave';
  readonly group: string;
  /** As they were named in the request; of one that ended, alone, once for each of its memberships. */
  readonly members: readonly AnyActorRef[];
}

export interface Groups {
  /** One that is gone already joins and leaves at once, as in OTP. @throws BadConfig when the kernel did not start it. */
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
  const memberships = new Map<Process, Membership>();
  /** By group; those of all groups under `undefined`. */
  const monitors = new Map<string | undefined, Set<Listener>>();

  function tell(kernel: Kernel, change: GroupChange): void {
    const where = `a monitor of group ${change.group}`;
    for (const listener of [...(monitors.get(change.group) ?? []), ...(monitors.get(undefined) ?? [])])
      kernel.outside(() => listener.fn(change), where);
  }

  function memberOf(process: Process): Membership {
    const known = memberships.get(process);
    if (known !== undefined) return known;
    const made: Membership = { groups: [], unwatch: process.watch(() => forget(process)) };
    memberships.set(process, made);
    return made;
  }

  function forget(process: Process): void {
    const member = memberships.get(process);
    const ref = process.self();
    memberships.delete(process);
    for (const group of member?.groups ?? []) {
      remove(group, ref);
      tell(process.kernel, { type: 'leave', group, members: [ref] });
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
      const joining = refs.map((ref) => mustBeProcess(ref, 'groups.join(…, refs)'));
      const [first] = joining;
      if (first === undefined) return;
      const members = groups.get(group) ?? [];
      groups.set(group, members);
      for (const process of joining) {
        memberOf(process).groups.unshift(group);
        members.push(process.self());
      }
      tell(first.kernel, { type: 'join', group, members: [...refs] });
      for (const process of joining) if (process.dead) forget(process);
    },
    leave(group, refs) {
      const left = refs
        .map((ref) => mustBeProcess(ref, 'groups.leave(…, refs)'))
        .filter((process) => {
          const member = memberships.get(process);
          const at = member?.groups.indexOf(group) ?? -1;
          if (member === undefined || at < 0) return false;
          member.groups.splice(at, 1);
          if (member.groups.length === 0) {
            member.unwatch();
            memberships.delete(process);
          }
          remove(group, process.self());
          return true;
        });
      const [first] = left;
      if (first === undefined) return false;
      tell(first.kernel, { type: 'leave', group, members: [...refs] });
      return true;
    },
    members: (group) => [...(groups.get(group) ?? [])],
    groups: () => [...groups.keys()],
    monitor: (group, fn) => listen(group, fn),
    monitorScope: (fn) => listen(undefined, fn),
  };
}
