/** A Node process that runs a service (`test/fixtures/runtime/host.ts`), for tests that kill or stop the host itself. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { descendants } from './descendants.ts';
import { eventually } from './eventually.ts';
import { isRunning } from './processes.ts';

/** A script of `test/fixtures/runtime`. */
const scriptOf = (name: string): string => fileURLToPath(new URL(`../fixtures/runtime/${name}.ts`, import.meta.url));

const hosts = new Set<Host>();

export class Host {
  /** What it runs; another in a class of its own. */
  static script = 'host';
  /** Everything it said: `ready`, `printed …`, `crash …`, `answer …`, `stopped`. */
  readonly lines: string[] = [];
  /** Its exit code, null when a signal ended it. */
  readonly exited: Promise<number | null>;
  readonly pid: number;
  readonly #process: ChildProcess;
  #seen: number[] = [];

  constructor(...args: string[]) {
    // a process group of its own, as a terminal gives to what it runs
    this.#process = spawn(process.execPath, ['--import', 'tsx', scriptOf(new.target.script), ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    this.pid = this.#process.pid ?? 0;
    this.exited = new Promise((resolve) => this.#process.once('exit', (code) => resolve(code)));
    if (this.#process.stdout)
      createInterface({ input: this.#process.stdout }).on('line', (line) => this.lines.push(line));
    hosts.add(this);
  }

  async says(line: RegExp | string): Promise<string> {
    const matches = (said: string): boolean => (typeof line === 'string' ? said === line : line.test(said));
    const what = `the host says ${line}, after ${JSON.stringify(this.lines)}`;
    return (await eventually(() => this.lines.find(matches), { timeout: 10_000, what })) ?? '';
  }

  /** To the host alone. */
  signal(signal: NodeJS.Signals): void {
    process.kill(this.pid, signal);
  }

  /** To its process group, as Ctrl-C in a terminal does. */
  interrupt(): void {
    process.kill(-this.pid, 'SIGINT');
  }

  /** The processes it has started and those they have; remembered, since the host may go. */
  family(): number[] {
    this.#seen = [...new Set([...this.#seen, ...descendants(this.pid)])];
    return this.#seen.filter(isRunning);
  }

  end(): void {
    for (const pid of [this.pid, ...this.family()]) if (isRunning(pid)) process.kill(pid, 'SIGKILL');
  }
}

/** For `afterEach`. */
export function endHosts(): void {
  for (const host of hosts) host.end();
  hosts.clear();
}
