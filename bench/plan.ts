/** What is measured: in a full run everything, with `--quick` what goals are about and a minute has room for. */
import type { Question } from './driver.ts';
import { EXPERIMENT_ROWS, type ExperimentRow } from './experiments/rows.ts';

/** A row of the table: a question to one contender. Its key is what goals name: `add/64/socket`. */
export interface Row {
  readonly key: string;
  readonly contender: string;
  readonly question: Question;
}

export interface Plan {
  readonly rounds: number;
  /** Fewer: an experiment repeats what it does by itself. */
  readonly experimentRounds: number;
  readonly rows: readonly Row[];
  readonly experiments: readonly ExperimentRow[];
}

const OURS = ['grpc', 'socket', 'inline', 'spin', 'inline-spin', 'threads', 'socket-threads'];
const FLOORS = ['bare-grpc', 'bare-socket'];
const PEERS = ['unary', 'fastapi', 'fastapi-threads', 'pythonia', 'python-shell', 'node-calls-python'];
const EVERYBODY = [...OURS, ...FLOORS, ...PEERS];
const LANES = ['grpc', 'socket'];
const STREAMERS = [...LANES, 'unary', 'fastapi', 'pythonia', 'python-shell'];

const QUICK: readonly Row[] = [
  ...rows('add', [1, 64], EVERYBODY, 100),
  ...rows('echo', [64], [...LANES, 'inline', 'pythonia', 'python-shell'], 100),
  ...rows('dicts', [1], [...LANES, 'unary', 'pythonia', 'python-shell'], 100),
  ...rows('manydicts', [1], [...LANES, 'unary'], 150),
  ...rows('array4m', [1], [...LANES, 'bare-socket'], 150),
  ...rows('array64m', [1], [...LANES, 'bare-socket'], 250),
  ...open([32_000], LANES, 500),
  ...rows('beside', [1], ['threads', 'socket-threads'], 300),
];

const FULL: readonly Row[] = [
  ...rows('add', [1, 16, 64], [...EVERYBODY, 'socket-2', 'socket-4', 'ray'], 400),
  ...rows('add', [1, 16], ['execa'], 400),
  ...rows('echo', [1, 16, 64], [...EVERYBODY, 'socket-2', 'socket-4', 'ray'], 400),
  ...rows('echo10k', [1, 64], EVERYBODY, 400),
  ...rows('echo1m', [1], EVERYBODY, 600),
  ...rows('array4m', [1], [...LANES, 'bare-socket', 'unary', 'fastapi'], 500),
  ...rows('array64m', [1], [...LANES, 'bare-socket', 'unary', 'fastapi'], 1_000),
  ...rows('dicts', [1], STREAMERS, 300),
  ...rows('manydicts', [1], [...LANES, 'unary', 'fastapi', 'python-shell'], 500),
  ...rows('blocks', [1], [...LANES, 'unary', 'fastapi'], 500),
  ...open([1_000, 4_000, 16_000, 32_000, 64_000], ['grpc', 'socket', 'threads', 'fastapi'], 1_000),
  ...rows('beside', [1], ['threads', 'socket-threads'], 1_500),
  ...rows('kill', [2], ['ray'], 0),
];

/** @param only where the keys of the rows that are wanted begin, or a part of theirs: `add/1`, `ray`; none: all. */
export function planOf(quick: boolean, only: readonly string[]): Plan {
  const wanted = ({ key }: { key: string }): boolean =>
    only.length === 0 || only.some((name) => `/${key}`.includes(`/${name}`));
  return {
    rounds: quick ? 3 : 7,
    experimentRounds: quick ? 1 : 3,
    rows: (quick ? QUICK : FULL).filter(wanted),
    experiments: EXPERIMENT_ROWS.filter((row) => (row.quick || !quick) && wanted(row)),
  };
}

/** The keys that only a full run has. */
export function tooSlow(): ReadonlySet<string> {
  const quick = new Set(QUICK.map(({ key }) => key));
  const slow = [...FULL.filter(({ key }) => !quick.has(key)), ...EXPERIMENT_ROWS.filter((row) => !row.quick)];
  return new Set(slow.map(({ key }) => key));
}

function rows(work: string, callers: readonly number[], contenders: readonly string[], ms: number): Row[] {
  return callers.flatMap((count) =>
    contenders.map((contender) => ({
      key: `${work}/${count}/${contender}`,
      contender,
      question: { work, callers: count, ms },
    })),
  );
}

function open(rates: readonly number[], contenders: readonly string[], ms: number): Row[] {
  return rates.flatMap((rate) =>
    contenders.map((contender) => ({
      key: `open/${rate}/${contender}`,
      contender,
      question: { work: 'open', callers: 0, rate, ms },
    })),
  );
}
