/** What an observer may do, where it is allowed to: each is a line of the journal that says who asked. */
import type { PoolCore } from '../../pool/core.ts';
import { type Member, nameOf } from '../../worker/member.ts';
import type { Sources } from './sources.ts';
import type { CommandDone, CommandName, ObserverCommand } from './types.ts';

/** It cannot be done now, or to nobody of that name. */
export class NotDone extends Error {
  override readonly name = 'NotDone';
  readonly kind: 'not_found' | 'conflict';

  constructor(kind: NotDone['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

const ALWAYS: readonly CommandName[] = ['kill', 'suspend', 'resume', 'restart', 'drain'];
const WITH_FAULTS: readonly CommandName[] = [...ALWAYS, 'delay', 'fault', 'undo'];

export class Actions {
  readonly #sources: Sources;

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  get possible(): readonly CommandName[] {
    return this.#sources.faults === undefined ? ALWAYS : WITH_FAULTS;
  }

  /** @param by who asks, for the journal. @throws NotDone */
  act(command: ObserverCommand, by: string): CommandDone {
    const { do: name } = command;
    if (name === 'undo') return this.#undo(command.fault, by);
    const { target } = command;
    const pool = this.#pool(/^(?:worker|pool):([^/]+)/.exec(target)?.[1] ?? '');
    if (name === 'fault') return this.#fault(command, by);
    if (target.startsWith('pool:')) return this.#actOnPool(name, target, pool, by);
    if (name === 'delay') return this.#delay(command, by);
    const member = memberOf(pool, target);
    const life = nameOf(member);
    switch (name) {
      case 'kill':
        return this.#signal(member, command.signal ?? 'SIGKILL', by);
      case 'suspend':
        return this.#signal(member, 'SIGSTOP', by);
      case 'resume':
        return this.#signal(member, 'SIGCONT', by);
      case 'restart': {
        const done = this.#noted(life, 'is ended, and started anew by its supervisor', by);
        member.hooks.kill(`its restart was asked for by ${by}`);
        return done;
      }
      case 'drain': {
        const done = this.#noted(life, 'takes no more calls once another is ready in its place', by);
        this.#meanwhile(life, this.#sources.pools.get(pool.settings.name).recycle(target));
        return done;
      }
    }
  }

  #actOnPool(name: CommandName, target: string, { settings, readiness }: PoolCore, by: string): CommandDone {
    const pool = this.#sources.pools.get(settings.name);
    if (name === 'restart') {
      if (readiness.status !== 'failed')
        throw new NotDone(
          'conflict',
          `${target} is ${readiness.status}: only a pool that gave up is restarted; drain it`,
        );
      const done = this.#noted(target, 'is revived', by);
      this.#meanwhile(target, pool.restart());
      return done;
    }
    if (name === 'drain') {
      const done = this.#noted(target, 'has its workers replaced, one after another', by);
      this.#meanwhile(target, pool.reload());
      return done;
    }
    throw new NotDone('conflict', `${name} is for one worker, ${target} is a pool: name one of its workers`);
  }

  #signal(member: Member, signal: NodeJS.Signals, by: string): CommandDone {
    try {
      process.kill(member.identity.pid, signal);
    } catch (error) {
      throw new NotDone('conflict', `${nameOf(member)} was not sent ${signal}: ${(error as Error).message}`);
    }
    return this.#noted(nameOf(member), `was sent ${signal}`, by);
  }

  #delay({ target, count, ms }: ObserverCommand & { do: 'delay' }, by: string): CommandDone {
    const { faults } = this.#sources;
    if (faults === undefined)
      throw new NotDone(
        'conflict',
        'frames are delayed only in a runtime made with faults: createFaultyRuntime, --faults',
      );
    faults.delay(target, count, ms);
    return this.#noted(target, `has its next ${count} frames ${ms} ms later`, by);
  }

  #fault({ target, kind }: ObserverCommand & { do: 'fault' }, by: string): CommandDone {
    const { faults } = this.#sources;
    if (faults === undefined)
      throw new NotDone(
        'conflict',
        `${kind} is made only in a runtime made with faults: createFaultyRuntime, --faults`,
      );
    faults.make(kind, target);
    return this.#noted(target, `has the fault ${kind}`, by);
  }

  #undo(id: number, by: string): CommandDone {
    const found = this.#sources.faults?.inForce().find((each) => each.id === id);
    if (found === undefined) throw new NotDone('not_found', `no fault of the number ${id} is in force`);
    found.undo();
    return this.#noted(found.whom, `is rid of the fault ${found.fault.kind}`, by);
  }

  #pool(name: string): PoolCore {
    const cores = this.#sources.pools.cores();
    const found = cores.find(({ settings }) => settings.name === name);
    if (found !== undefined) return found;
    throw new NotDone(
      'not_found',
      `there is no pool ${name}; it is one of ${cores.map((each) => each.settings.name).join(', ')}`,
    );
  }

  /** It takes its time; how it went is in the journal. */
  #meanwhile(who: string, way: Promise<void>): void {
    way.catch((error: unknown) => this.#sources.recorder.note('action.failed', who, String(error)));
  }

  #noted(who: string, what: string, by: string): CommandDone {
    this.#sources.recorder.note('action', who, `${who} ${what}; asked for by ${by}`);
    return { done: `${who} ${what}` };
  }
}

function memberOf({ calls }: PoolCore, worker: string): Member {
  const found = [...calls.members].find(({ identity }) => identity.worker === worker);
  if (found !== undefined) return found;
  throw new NotDone('conflict', `${worker} has no process that takes calls now: see how it is, and try again`);
}
