/** `decide` against a supervisor written as plainly as can be: whatever is asked and whatever fails, both do the same. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Answer, Event, Request } from '../../src/kernel/decide/events.ts';
import { decide } from '../../src/kernel/decide/index.ts';
import { type ChildFlags, initialState } from '../../src/kernel/decide/state.ts';
import { Reference, type Rules, type Spec } from './reference.ts';

const rules: fc.Arbitrary<Rules> = fc.record({
  strategy: fc.constantFrom('one_for_one', 'one_for_all', 'rest_for_one'),
  intensity: fc.nat(6),
  periodMs: fc.constantFrom(1_000, 5_000),
  autoShutdown: fc.constantFrom('never', 'any_significant', 'all_significant'),
});
const IDS = ['a', 'b', 'c', 'd', 'e'] as const;
const kind = fc.record({
  restart: fc.constantFrom('permanent', 'transient', 'temporary'),
  significant: fc.boolean(),
});
const act = fc.record({
  what: fc.constantFrom('crash', 'crash', 'crash', 'end', 'start', 'terminate', 'restart', 'delete', 'wait'),
  id: fc.constantFrom(...IDS),
  kind,
  ms: fc.nat(3_000),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** Whether the start that comes next fails: the same list read from the start by both. */
function fate(fails: readonly boolean[]): () => boolean {
  let starts = 0;
  return () => fails[starts++ % fails.length] ?? false;
}

function specOf(id: string, { restart, significant }: Act['kind'], { autoShutdown }: Rules): Spec {
  return { id, restart, significant: significant && restart !== 'permanent' && autoShutdown !== 'never' };
}

function flagsOf(spec: Spec): ChildFlags {
  return { ...spec, shutdown: 5_000, type: 'worker', backoff: undefined };
}

/** The real one: told the same, its orders carried out at once. */
class Real {
  readonly log: string[] = [];
  retries: Event[] = [];
  over = false;
  #state: ReturnType<typeof initialState>;
  readonly #fails: () => boolean;

  constructor(rules: Rules, specs: readonly Spec[], fails: () => boolean) {
    this.#state = initialState({ ...rules, backoff: undefined, maxChildren: Infinity }, specs.map(flagsOf));
    this.#fails = fails;
  }

  table(): string[] {
    return [...this.#state.children].map(([id, { state }]) => `${id} ${state}`);
  }

  tell(event: Event, now: number): void {
    const events = [event];
    for (let next = events.shift(); next !== undefined; next = events.shift()) {
      const [state, commands] = decide(this.#state, next, { now, chance: 0 });
      this.#state = state;
      for (const command of commands) {
        if (command.do === 'start') {
          const { key, life } = command;
          this.log.push(`start ${key}`);
          events.push(
            this.#fails() ? { type: 'failed', key, life, reason: 'no_start' } : { type: 'started', key, life },
          );
        } else if (command.do === 'stop') {
          this.log.push(`stop ${command.key}`);
          events.push({ type: 'exit', key: command.key, life: command.life, reason: 'shutdown' });
        } else if (command.do === 'retry') this.retries.push({ type: 'retry', key: command.key });
        else if (command.do === 'reply') this.log.push(`answer ${inWords(command.answer)}`);
        else if (command.do === 'exit') {
          this.log.push(`exit ${String(command.reason)}`);
          this.over = true;
        }
      }
    }
  }

  exit(id: string, reason: string, now: number): void {
    this.tell({ type: 'exit', key: id, life: this.#state.children.get(id)?.life ?? 0, reason }, now);
  }

  ask(request: Request, now: number): void {
    this.tell({ type: 'request', to: 0, request }, now);
  }
}

function inWords(answer: Answer): string {
  return 'error' in answer ? String(answer.error) : 'ok';
}

function perform({ what, id, kind }: Act, rules: Rules, reference: Reference, real: Real, now: number): void {
  switch (what) {
    case 'crash':
    case 'end': {
      const reason = what === 'end' ? 'normal' : 'crash:x';
      reference.exit(id, reason, now);
      return real.exit(id, reason, now);
    }
    case 'start': {
      const spec = specOf(id, kind, rules);
      reference.startChild(spec);
      return real.ask({ type: 'start_child', spec: flagsOf(spec) }, now);
    }
    case 'terminate':
      reference.terminateChild(id);
      return real.ask({ type: 'terminate_child', key: id }, now);
    case 'restart':
      reference.restartChild(id);
      return real.ask({ type: 'restart_child', key: id }, now);
    case 'delete':
      reference.deleteChild(id);
      return real.ask({ type: 'delete_child', key: id }, now);
  }
}

it('decide does what a plain supervisor does, order by order, answer by answer', () => {
  fc.assert(
    fc.property(
      rules,
      fc.array(kind, { maxLength: 5 }),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }).map((fails) => fails.map((each, i) => each && i > 4)),
      fc.array(act, { maxLength: 40 }),
      (rules, kinds, fails, acts) => {
        const specs = kinds.map((each, i) => specOf(IDS[i] as string, each, rules));
        const [reference, real] = [new Reference(rules, specs, fate(fails)), new Real(rules, specs, fate(fails))];
        const agree = (): void => {
          expect(real.log).toEqual(reference.log);
          expect(real.over).toBe(reference.over);
          if (!real.over) expect(real.table()).toEqual(reference.table());
        };
        let now = 0;
        reference.boot();
        real.tell({ type: 'boot' }, now);
        agree();
        for (const each of acts) {
          if (real.over) return;
          if (each.what === 'wait') now += each.ms;
          else perform(each, rules, reference, real, now);
          agree();
          // One round for others, then the failed restarts are tried again.
          const [ids, events] = [reference.retries.splice(0), real.retries.splice(0)];
          for (const id of ids) if (!reference.over) reference.retry(id, now);
          for (const event of events) if (!real.over) real.tell(event, now);
          agree();
        }
      },
    ),
    { numRuns: 500 },
  );
});
