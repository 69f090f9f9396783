/** What became of every request, of the memory and of the processes, and whether it is as promised. */
import type { Outcome } from './requests.ts';

const MB = 1024 ** 2;

export class Account {
  sent = 0;
  killed = 0;
  /** Bytes, every half second. */
  readonly memory: number[] = [];
  readonly #plan: { readonly seconds: number; readonly rate: number };
  readonly #counts = new Map<string, number>();
  readonly #hows = { answered: 0, refused: 0, wrong: 0 };
  #exitCode: number | null | undefined;
  #left: readonly number[] = [];

  constructor(plan: { readonly seconds: number; readonly rate: number }) {
    this.#plan = plan;
  }

  /** To be told once of each request. */
  ended({ kind, how, what }: Outcome): void {
    this.#hows[how] += 1;
    const line = `${how.padEnd(8)}  ${kind.padEnd(6)}  ${what}`;
    this.#counts.set(line, (this.#counts.get(line) ?? 0) + 1);
  }

  stopped(exitCode: number | null, left: readonly number[]): void {
    this.#exitCode = exitCode;
    this.#left = left;
  }

  addsUp(): boolean {
    return this.#checks().every(([, fine]) => fine);
  }

  summary(): string {
    const { seconds, rate } = this.#plan;
    const lines = [...this.#counts].sort().map(([line, count]) => `  ${String(count).padStart(6)}  ${line}`);
    const checks = this.#checks().map(([what, fine]) => `${fine ? 'ok    ' : 'WRONG '} ${what}`);
    return [`${seconds} s at ${rate} requests a second, ${this.killed} workers killed`, ...lines, ...checks].join('\n');
  }

  #checks(): [what: string, fine: boolean][] {
    const { answered, refused, wrong } = this.#hows;
    const ended = answered + refused + wrong;
    const [early, late] = [this.#typical(1), this.#typical(3)];
    return [
      [`${this.sent} requests sent, ${ended} ended: each once`, ended === this.sent && ended > 0],
      [
        `${answered} answered, ${refused} refused with a code or cut short, ${wrong} wrong`,
        wrong === 0 && answered > refused,
      ],
      [`${this.killed} workers killed`, this.killed > 0],
      [`memory ${mb(early)} in the second quarter, ${mb(late)} in the last`, late < early * 1.25 + 20 * MB],
      [`stopped by SIGTERM with exit code ${this.#exitCode}`, this.#exitCode === 0],
      [`${this.#left.length} processes left`, this.#left.length === 0],
    ];
  }

  /** The median of a quarter of the time. */
  #typical(quarter: number): number {
    const part = Math.floor(this.memory.length / 4);
    const sorted = this.memory.slice(part * quarter, part * (quarter + 1)).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? 0;
  }
}

const mb = (bytes: number): string => `${Math.round(bytes / MB)} MB`;
