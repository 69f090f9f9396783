/** OTP's supervisor once more, as plainly as it can be said: starts and stops take no time, nothing is clever. */
import type { AutoShutdown, Restart, Strategy } from '../../src/model/policy.ts';

export interface Spec {
  readonly id: string;
  readonly restart: Restart;
  readonly significant: boolean;
}

export interface Rules {
  readonly strategy: Exclude<Strategy, 'simple_one_for_one'>;
  readonly intensity: number;
  readonly periodMs: number;
  readonly autoShutdown: AutoShutdown;
}

interface Row extends Spec {
  state: 'running' | 'stopped' | 'restarting';
}

export class Reference {
  /** What it ordered and answered. */
  readonly log: string[] = [];
  /** Failed restarts that are to be tried again. */
  retries: string[] = [];
  over = false;
  readonly #rules: Rules;
  readonly #fails: () => boolean;
  #rows: Row[];
  #stamps: number[] = [];

  constructor(rules: Rules, specs: readonly Spec[], fails: () => boolean) {
    this.#rules = rules;
    this.#fails = fails;
    this.#rows = specs.map((spec) => ({ ...spec, state: 'stopped' }));
  }

  table(): string[] {
    return this.#rows.map(({ id, state }) => `${id} ${state}`);
  }

  boot(): void {
    for (const row of this.#rows)
      if (!this.#start(row)) return this.#end(`shutdown:failed_to_start_child:${row.id}:no_start`);
  }

  exit(id: string, reason: string, now: number): void {
    const row = this.#find(id);
    if (row?.state !== 'running') return;
    row.state = 'stopped';
    const abnormal = reason !== 'normal';
    if (row.restart === 'permanent' || (row.restart === 'transient' && abnormal)) return this.#restart(row, now);
    this.#forgetTemporary(row);
    const { autoShutdown } = this.#rules;
    const allDown = this.#rows.every((each) => !each.significant || each.state === 'stopped');
    if (row.significant && (autoShutdown === 'any_significant' || (autoShutdown === 'all_significant' && allDown)))
      this.#end('shutdown');
  }

  retry(id: string, now: number): void {
    const row = this.#find(id);
    if (row?.state === 'restarting') this.#restart(row, now);
  }

  startChild(spec: Spec): void {
    const known = this.#find(spec.id);
    if (known !== undefined) return this.#say(known.state === 'running' ? 'already_started' : 'already_present');
    const row: Row = { ...spec, state: 'stopped' };
    this.#rows.push(row);
    if (this.#start(row)) return this.#say('ok');
    this.#rows = this.#rows.filter((each) => each !== row);
    this.#say('no_start');
  }

  terminateChild(id: string): void {
    const row = this.#find(id);
    if (row === undefined) return this.#say('not_found');
    this.#stop(row);
    this.#say('ok');
  }

  restartChild(id: string): void {
    const row = this.#find(id);
    if (row === undefined) return this.#say('not_found');
    if (row.state !== 'stopped') return this.#say(row.state);
    this.#say(this.#start(row) ? 'ok' : 'no_start');
  }

  deleteChild(id: string): void {
    const row = this.#find(id);
    if (row === undefined) return this.#say('not_found');
    if (row.state !== 'stopped') return this.#say(row.state);
    this.#rows = this.#rows.filter((each) => each !== row);
    this.#say('ok');
  }

  #restart(row: Row, now: number): void {
    this.#stamps = [...this.#stamps.filter((then) => now - then <= this.#rules.periodMs), now];
    row.state = 'stopped';
    if (this.#stamps.length > this.#rules.intensity) return this.#end('shutdown');
    const at = this.#rows.indexOf(row);
    const affected = { one_for_one: [row], one_for_all: this.#rows, rest_for_one: this.#rows.slice(at) };
    for (const each of [...affected[this.#rules.strategy]].reverse()) this.#stop(each);
    for (const each of affected[this.#rules.strategy]) {
      if (each.restart === 'temporary' || this.#start(each)) continue;
      each.state = 'restarting';
      this.retries.push(each.id);
      return;
    }
  }

  #end(reason: string): void {
    for (const row of [...this.#rows].reverse()) this.#stop(row);
    this.log.push(`exit ${reason}`);
    this.over = true;
  }

  #start(row: Row): boolean {
    this.log.push(`start ${row.id}`);
    const runs = !this.#fails();
    if (runs) row.state = 'running';
    return runs;
  }

  #stop(row: Row): void {
    if (row.state === 'running') this.log.push(`stop ${row.id}`);
    row.state = 'stopped';
    this.#forgetTemporary(row);
  }

  #forgetTemporary(row: Row): void {
    if (row.restart === 'temporary') this.#rows = this.#rows.filter((each) => each !== row);
  }

  #find(id: string): Row | undefined {
    return this.#rows.find((row) => row.id === id);
  }

  #say(answer: string): void {
    this.log.push(`answer ${answer}`);
  }
}
