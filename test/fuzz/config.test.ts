/** Configs and command lines that nobody meant: a refusal that names what is wrong, or a runtime that does nothing yet. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { givenArguments, readArguments } from '../../src/cli/arguments.ts';
import { loadConfig } from '../../src/cli/load-config.ts';
import { UsageError } from '../../src/cli/usage.ts';
import { createRuntime, isVivariumError, type RuntimeOptions } from '../../src/index.ts';
import { silentLog } from '../../src/model/log.ts';
import { vivarium } from '../cli/cli.ts';
import { Dice, inherited, LOADED, RUNS, SEED } from './dice.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vivarium-fuzz-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const POOL = [
  'adapter',
  'size',
  'concurrency',
  'queue',
  'intensity',
  'period',
  'backoff',
  'timeout',
  'env',
  'recycle',
  'heartbeat',
];
const TOP = ['pools', 'tools', 'sessions', 'grpc', 'transport', 'crashLog'];

function fields(dice: Dice, names: readonly string[], value: () => unknown): Record<string, unknown> {
  const chosen = Array.from({ length: dice.below(4) }, () =>
    dice.one([...names, ...LOADED] as unknown as [string, ...string[]]),
  );
  return JSON.parse(
    `{${chosen.map((name) => `${JSON.stringify(name)}:${JSON.stringify(value() ?? null)}`).join(',')}}`,
  );
}

/** Right in its outer form, most of the time. */
function aConfig(dice: Dice): unknown {
  const aPool = (): unknown => ({ adapter: './a.py', ...fields(dice, POOL, () => dice.json(2)) });
  const pools = (): unknown => dice.one([dice.json(), { ml: aPool() }, fields(dice, ['ml'], aPool)]);
  return dice.one([dice.json(), { pools: pools() }, { pools: pools(), ...fields(dice, TOP, () => dice.json(2)) }]);
}

test(`${RUNS} configs from files are runtimes or are refused by name (seed ${SEED})`, async () => {
  const before = inherited();
  const dice = new Dice();
  const file = join(folder, 'config.json');
  const stray: unknown[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const text = JSON.stringify(aConfig(dice));
    writeFileSync(file, dice.below(10) === 0 ? dice.spoilt(Buffer.from(text)) : text);
    try {
      createRuntime({ ...((await loadConfig(file)) as RuntimeOptions), logger: silentLog });
    } catch (error) {
      if (!isVivariumError(error) && !(error instanceof UsageError))
        stray.push(`${(error as Error).stack?.split('\n').slice(0, 3).join(' ')} of ${text}`);
    }
  }
  expect(stray).toEqual([]);
  expect(inherited()).toBe(before);
}, 600_000);

test(`${RUNS} lists of arguments are read or refused (seed ${SEED})`, () => {
  const before = inherited();
  const dice = new Dice();
  for (let run = 0; run < RUNS; run += 1) {
    const words = Array.from({ length: dice.below(4) }, () => dice.text() + dice.one(['', '=', '==']) + dice.text());
    const json = dice.one([undefined, JSON.stringify(dice.json()), dice.text()]);
    try {
      const given = givenArguments(words, json);
      const read = readArguments(given, { properties: dice.json(), type: dice.json() });
      for (const [key] of given.words) expect(Object.hasOwn(read, key)).toBe(true);
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
    }
  }
  expect(inherited()).toBe(before);
});

describe('the command line refuses in one line, with the code for bad usage,', () => {
  test.each([
    ['a command that every object has', ['constructor']],
    ['an option that every object has', ['call', 'calc.py', 'add', '--__proto__', '1']],
    ['no arguments but a lone equals sign', ['call', 'calc.py', 'add', '=']],
    ['arguments that are no object', ['call', 'calc.py', 'add', '--args', '[1,2]']],
    ['a config of a kind there is not', ['up', 'config.exe']],
  ])('%s', async (_, args) => {
    const { code, stderr, stdout } = await vivarium(...args);
    expect(stderr).toMatch(/^vivarium: [^\n]+\n$/);
    expect([code, stdout]).toEqual([2, '']);
  });
});
