/** What is measured: in a full run everything, with `--quick` what goals are about and a minute has room for. */
import type { Question } from './driver.ts';
import { EXPERIMENT_ROWS, type ExperimentRow } from './experiments/rows.ts';
import { GOALS, keysOf } from './goals.ts';

/** A row of the table: a question to one contender. Its key is what goals name: `add/64/socket`. */
export interface Row {
  readonly key: string;
  readonly contender: string;
  readonly question: Question;
  /** It takes part in so many. */
  readonly rounds: number;
}

export interface Plan {
  readonly quick: boolean;
  /** Few: an experiment repeats what it does by itself. */
  readonly experimentRounds: number;
  readonly rows: readonly Row[];
  readonly experiments: readonly ExperimentRow[];
}

const OURS = ['grpc', 'socket', 'inline', 'spin', 'inline-spin', 'threads', 'socket-threads'];
const FLOORS = ['bare-grpc', 'bare-socket'];
const PEERS = ['unary', 'fastapi', 'fastapi-threads', 'pythonia', 'python-shell', 'node-calls-python'];
const EVERYBODY = [...OURS, ...FLOORS, ...PEERS];
/** The loop of the bare gRPC lane knows no messages in pieces. */
const OF_LARGE_MESSAGES = EVERYBODY.filter((name) => name !== 'bare-grpc');
const LANES = ['grpc', 'socket'];
const STREAMERS = [...LANES, 'unary', 'fastapi', 'pythonia', 'python-shell'];

/** How many rounds a row takes part in; in a quick run, what takes long is repeated less. */
const ROUNDS = { full: 7, quick: 5, quickLong: 3 };
const IN_GOALS: ReadonlySet<string> = new Set(GOALS.flatMap(keysOf));

const QUICK: readonly Row[] = [
  ...rows('add', [1, 64], EVERYBODY, 100, ROUNDS.quick),
  ...rows('echo', [64], EVERYBODY, 100, ROUNDS.quick),
  ...rows('dicts', [1], STREAMERS, 100, ROUNDS.quickLong),
  ...rows('manydicts', [1], STREAMERS, 150, ROUNDS.quickLong),
  ...rows('array4m', [1], [...LANES, 'bare-socket'], 150, ROUNDS.quickLong),
  ...rows('array64m', [1], [...LANES, 'bare-socket'], 150, ROUNDS.quickLong),
  ...open([32_000], LANES, 300, ROUNDS.quickLong),
  ...rows('beside', [1], ['threads', 'socket-threads'], 300, ROUNDS.quickLong),
].filter(({ key }) => IN_GOALS.has(key));
const QUICK_EXPERIMENTS = EXPERIMENT_ROWS.filter(({ key, quick }) => quick && IN_GOALS.has(key));

const FULL: readonly Row[] = [
  ...rows('add', [1, 16, 64], [...EVERYBODY, 'socket-2', 'socket-4', 'ray'], 400),
  ...rows('add', [1, 16], ['execa'], 400),
  ...rows('echo', [1, 16, 64], [...EVERYBODY, 'socket-2', 'socket-4', 'ray'], 400),
  ...rows('echo10k', [1, 64], EVERYBODY, 400),
  ...rows('echo1m', [1], OF_LARGE_MESSAGES, 600),
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
    quick,
    experimentRounds: quick ? 1 : 3,
    rows: (quick ? QUICK : FULL).filter(wanted),
    experiments: (quick ? QUICK_EXPERIMENTS : EXPERIMENT_ROWS).filter(wanted),
  };
}

/** The keys that only a full run has. */
export function tooSlow(): ReadonlySet<string> {
  const quick = new Set([...QUICK, ...QUICK_EXPERIMENTS].map(({ key }) => key));
  return new Set([...FULL, ...EXPERIMENT_ROWS].map(({ key }) => key).filter((key) => !quick.has(key)));
}

function rows(
  work: string,
  callers: readonly number[],
  contenders: readonly string[],
  ms: number,
  rounds = ROUNDS.full,
): Row[] {
  return callers.flatMap((count) =>
    contenders.map((contender) => ({
      key: `${work}/${count}/${contender}`,
      contender,
      question: { work, callers: count, ms },
      rounds,
    })),
  );
}

function open(rates: readonly number[], contenders: readonly string[], ms: number, rounds = ROUNDS.full): Row[] {
  return rates.flatMap((rate) =>
    contenders.map((contender) => ({
      key: `open/${rate}/${contender}`,
      contender,
      question: { work: 'open', callers: 0, rate, ms },
      rounds,
    })),
  );
}
