/** Plans come from files: each field of a fault is looked at before anything happens. */
import { Kind } from '../../bridge/kind.ts';
import { BadConfig } from '../../model/errors.ts';
import { refuseUnknown } from '../../model/unknown-option.ts';
import type { Fault, FaultKind, FaultPlan } from './plan.ts';

type Check = (value: unknown) => boolean;
type Rule = readonly [Check, string];

const number: Rule = [
  (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0,
  'a number, 0 or more',
];
const anyNumber: Rule = [(value) => typeof value === 'number' && Number.isFinite(value), 'a number'];
const count: Rule = [(value) => Number.isSafeInteger(value) && (value as number) > 0, 'a whole number, 1 or more'];
const optional = ([check, expected]: Rule): Rule => [(value) => value === undefined || check(value), expected];
const word = (...words: readonly string[]): Rule => [
  (value) => typeof value === 'string' && words.includes(value),
  words.map((each) => `'${each}'`).join(' or '),
];
const target: Rule = [
  (value) => typeof value === 'string' && /^(?:\*|pool:[^/]+|worker:[^/]+\/\d+)$/.test(value),
  "'worker:NAME/NUMBER', 'pool:NAME' or '*'",
];
const pool: Rule = [(value) => typeof value === 'string' && value !== '', "a pool's name"];
const frames = {
  target,
  count,
  frame: optional(word(...Object.keys(Kind))),
  direction: optional(word('to_worker', 'to_host')),
};

type FieldsOf<K extends FaultKind> = Exclude<keyof Extract<Fault, { readonly kind: K }>, 'kind'>;

const RULES: { readonly [K in FaultKind]: Readonly<Record<FieldsOf<K>, Rule>> } = {
  kill: { target, signal: word('SIGKILL', 'SIGTERM', 'SIGSEGV', 'SIGABRT') },
  suspend: { target, forMs: optional(number) },
  exit: {
    target,
    code: [(value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) < 256, 'an exit code'],
  },
  out_of_memory: { target },
  busy_loop: { target, forMs: number },
  freeze_beats: { target, forMs: optional(number) },
  break_lane: { target },
  fail_starts: { pool, count },
  slow_init: { pool, ms: number, count },
  delay_frames: { ...frames, ms: number },
  drop_frames: frames,
  duplicate_frames: frames,
  reorder_frames: frames,
  corrupt_frames: frames,
  truncate_frames: frames,
  stall_stream: { target, chunks: number },
  fill_stderr: { target, bytes: number },
  full_disk: { forMs: number },
  clock_jump: { ms: anyNumber },
};

/** @throws BadConfig naming the field, e.g. `faults[3].fault.count`. */
export function checkFault(at: string, fault: Fault): void {
  if (typeof fault !== 'object' || fault === null) throw new BadConfig(at, fault, 'an object with a `kind`');
  if (!Object.hasOwn(RULES, fault.kind)) throw new BadConfig(`${at}.kind`, fault.kind, word(...Object.keys(RULES))[1]);
  const rules: Readonly<Record<string, Rule>> = RULES[fault.kind];
  refuseUnknown(at, fault, ['kind', ...Object.keys(rules)]);
  const fields = new Map<string, unknown>(Object.entries(fault));
  for (const [field, [check, expected]] of Object.entries(rules))
    if (!check(fields.get(field))) throw new BadConfig(`${at}.${field}`, fields.get(field), expected);
}

/** @throws BadConfig naming the field: what does not count has no meaning as a seed. */
export function checkSeed(at: string, seed: number): void {
  if (!Number.isSafeInteger(seed)) throw new BadConfig(at, seed, 'a whole number');
}

/** Also one from a file that is no plan at all. @throws BadConfig naming the field, e.g. `plan.faults[3].fault.count`. */
export function checkPlan(plan: FaultPlan): void {
  if (typeof plan !== 'object' || plan === null || !Array.isArray(plan.faults))
    throw new BadConfig('plan', plan, '{ seed: 1, faults: [{ atMs: 500, fault: { kind: … } }] }');
  checkSeed('plan.seed', plan.seed);
  for (const [index, planned] of plan.faults.entries()) {
    const at = `plan.faults[${index}]`;
    if (typeof planned !== 'object' || planned === null) throw new BadConfig(at, planned, '{ atMs: 500, fault: … }');
    const { atMs, fault } = planned;
    if (!(Number.isFinite(atMs) && atMs >= 0)) throw new BadConfig(`${at}.atMs`, atMs, 'milliseconds, 0 or more');
    checkFault(`${at}.fault`, fault);
  }
}
