/** `vivarium conformance`: what it says of a folder of scenarios, and that nothing which was not compared counts as passed. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compareTraces, parseScenario, runScenario, type Trace } from '../../src/testing/conformance/index.ts';
import { vivarium } from './cli.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vivarium-conformance-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const crash = (name: string, more: object = {}): object => ({
  name,
  root: { children: [{ id: 'a' }, { id: 'b' }] },
  steps: [{ do: 'stop_self', path: 'root/a', reason: 'crash:x' }],
  ...more,
});

function write(file: string, content: unknown): void {
  writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
}

/** A scenario and the trace it should have, altered if need be. */
function scenario(name: string, alter: (trace: Trace) => unknown = (trace) => trace): void {
  write(`${name}.json`, crash(name));
  write(`${name}.trace.json`, alter(runScenario(parseScenario(crash(name)))));
}

test('all that agree: one line, exit code 0', async () => {
  scenario('001-first');
  scenario('002-second');
  expect(await vivarium('conformance', folder)).toEqual({ code: 0, stdout: '2 passed, 0 failed\n', stderr: '' });
});

test('a trace that differs: one line with the first differing event, exit code 1', async () => {
  scenario('001-first');
  scenario('002-second', (trace) => JSON.parse(JSON.stringify(trace).replace('crash:x', 'crash:y')));
  expect(await vivarium('conformance', folder)).toEqual({
    code: 1,
    stdout:
      '002-second: step 1 (stop_self), event 0: ' +
      'expected {"e":"exit","n":1,"path":"root/a","reason":"crash:y"}, ' +
      'got {"e":"exit","n":1,"path":"root/a","reason":"crash:x"}\n' +
      '1 passed, 1 failed\n',
    stderr: '',
  });
});

test('what could not be run or compared has failed', async () => {
  const altered = (name: string, more: object): void => {
    scenario(name);
    write(`${name}.json`, crash(name, more));
  };
  altered('key', { skip: true });
  altered('step', { steps: [{ do: 'dance' }] });
  altered('tree', { root: undefined });
  scenario('trace', () => 'oops');
  write('missing.json', crash('missing'));
  write('text.json', '{\n"name":\noops');
  mkdirSync(join(folder, 'unreadable.json'));
  const { code, stdout, stderr } = await vivarium('conformance', folder);
  expect(stdout.trimEnd().split('\n')).toEqual([
    'key: scenario: unknown key "skip"',
    'missing: there is no missing.trace.json to compare with',
    'step: unknown step "dance"',
    expect.stringMatching(/^text: .*JSON/),
    expect.stringMatching(/^trace: .*JSON/),
    'tree: root: expected an object',
    expect.stringMatching(/^unreadable: EISDIR/),
    '0 passed, 7 failed',
  ]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
});

test('a folder without a scenario has failed', async () => {
  write('001-first.trace.json', {});
  expect(await vivarium('conformance', folder)).toEqual({
    code: 1,
    stdout: `${basename(folder)}: there is no scenario in this folder\n0 passed, 1 failed\n`,
    stderr: '',
  });
});

test('--json: the sum and the failures as one object', async () => {
  scenario('001-first');
  write('002-second.json', crash('002-second'));
  const { code, stdout } = await vivarium('conformance', folder, '--json');
  expect(JSON.parse(stdout)).toEqual({
    passed: 1,
    failed: 1,
    failures: [{ scenario: '002-second', why: 'there is no 002-second.trace.json to compare with' }],
  });
  expect(code).toBe(1);
});

test('--print: our traces, one a line, without any of OTP’s', async () => {
  write('001-first.json', crash('001-first'));
  write('002-second.json', crash('002-second'));
  const { code, stdout, stderr } = await vivarium('conformance', folder, '--print');
  expect(lines(stdout)).toEqual(
    ['001-first', '002-second'].map((name) => JSON.parse(JSON.stringify(runScenario(parseScenario(crash(name)))))),
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '2 printed, 0 failed\n' });
});

test('--print does not look at OTP’s traces: they may be anything', async () => {
  scenario('x', () => 'nonsense');
  expect(await vivarium('conformance', folder, '--print')).toMatchObject({ code: 0 });
});

test('a folder that is not there, or no folder at all, is wrong usage', async () => {
  expect(await vivarium('conformance', join(folder, 'nowhere'))).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/^vivarium: .*nowhere is no folder\n$/),
  });
  expect(await vivarium('conformance')).toMatchObject({ code: 2, stderr: 'vivarium: conformance takes one DIR\n' });
});

const otp = join(import.meta.dirname, '../../../shared/otp/scenarios');

test.skipIf(!existsSync(otp))(
  'the recorded scenarios of Erlang/OTP pass, and can be printed without its traces',
  async () => {
    const recorded = readdirSync(otp).filter((file) => file.endsWith('.trace.json'));
    const { code, stdout } = await vivarium('conformance', otp);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${recorded.length} passed, 0 failed\n` });
    cpSync(otp, folder, { recursive: true, filter: (file) => !file.endsWith('.trace.json') });
    const printed = lines((await vivarium('conformance', folder, '--print')).stdout);
    const expected = recorded.sort().map((file) => JSON.parse(readFileSync(join(otp, file), 'utf8')) as Trace);
    expect(printed.map((trace, i) => compareTraces(expected[i] as Trace, trace))).toEqual(expected.map(() => null));
  },
);

const lines = (text: string): Trace[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Trace);
