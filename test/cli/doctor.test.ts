/** `vivarium doctor`: what this machine and an adapter can do, and what to do where they cannot. */
import { describe, expect, test } from 'vitest';
import { checkNode, judgeChosen, judgeFound } from '../../src/cli/checks.ts';
import { start, vivarium } from './cli.ts';

test('says what was found', async () => {
  const { code, stdout } = await vivarium('doctor');
  expect(stdout).toContain(`ok    node      ${process.versions.node}\n`);
  expect(stdout).toMatch(/^ok {4}python {4}3\.\d+\.\d+ at /m);
  expect(code).toBe(0);
});

test("lists an adapter's tools as they are called", async () => {
  const { stdout } = await vivarium('doctor', './calc.py');
  expect(stdout).toContain('      greet(name: string, times: integer = 1)\n');
  expect(stdout).toContain('      count(to: integer) streams\n');
  expect(stdout).toContain('maybe: string | null = null');
});

test('with --json tells programs the same', async () => {
  const { stdout } = await vivarium('doctor', './calc.py', '--json');
  const { checks, tools } = JSON.parse(stdout);
  expect(checks.at(-1)).toEqual({ name: 'adapter', status: 'ok', found: `./calc.py, ${tools.length} tools` });
  expect(tools[0]).toMatchObject({ name: 'add', parameters: { required: ['a', 'b'] } });
});

test('fails with an adapter that does not load, and with a Python that does not run', async () => {
  const broken = await vivarium('doctor', './broken.py');
  expect(broken.stdout).toMatch(/^fail {2}adapter {3}.*No module named 'no_such_module', at broken\.py:3/m);
  expect(broken.code).toBe(1);
  const dead = await start(['doctor'], { VIVARIUM_PYTHON: '/nowhere/python' }).ended;
  expect(dead.stdout).toMatch(/^fail {2}python {4}VIVARIUM_PYTHON is \/nowhere\/python, which does not run/m);
  expect(dead.code).toBe(1);
});

describe('the judgement of', () => {
  const good = { path: '/p', executable: '/p', version: '3.11.7', abi: 'x', canMakeVenv: true, missing: [] };

  test.each([
    ['a Node that is too old', checkNode('20.18.3'), 'fail', /20\.19/],
    ['a chosen Python that is too old', judgeChosen({ ...good, version: '3.9.1' }), 'fail', /3\.10/],
    ['a chosen Python that lacks packages', judgeChosen({ ...good, missing: ['grpc'] }), 'fail', /install/],
    ['no Python at all', judgeFound([], '/cache'), 'fail', /install Python 3\.10/],
    ['only a broken one', judgeFound([{ path: '/p', why: 'does not start' }], '/cache'), 'fail', /install Python/],
    ['one without ensurepip', judgeFound([{ ...good, canMakeVenv: false }], '/cache'), 'warn', /python3\.11-venv/],
  ])('%s comes with a remedy', (_, check, status, remedy) => {
    expect(check).toMatchObject({ status, remedy: expect.stringMatching(remedy) });
  });

  test('a good one needs none', () => {
    expect(judgeChosen(good)).toEqual({ name: 'python', status: 'ok', found: '3.11.7 at /p, from VIVARIUM_PYTHON' });
    expect(judgeFound([{ path: '/old', why: 'x' }, good], '/cache')).toMatchObject({ status: 'ok' });
  });
});
