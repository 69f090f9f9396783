/** `vivarium doctor`: what this machine and an adapter can do, and what to do where they cannot. */
import { describe, expect, test } from 'vitest';
import { checkNode, judgeChosen, judgeFound } from '../../src/cli/checks.ts';
import { judgeTools } from '../../src/cli/checks-adapter.ts';
import { judgeEnvironment } from '../../src/cli/checks-python.ts';
import type { ProbedPython } from '../../src/python/index.ts';
import type { ToolSpec } from '../../src/tools/spec.ts';
import { start, vivarium } from './cli.ts';

test('says what was found', async () => {
  const { code, stdout } = await vivarium('doctor');
  expect(stdout).toContain(`ok    node      ${process.versions.node}\n`);
  expect(stdout).toMatch(/^ok {4}python {4}3\.\d+\.\d+ at /m);
  expect(stdout).toMatch(/^ok {4}packages {2}grpcio [\d.]+, protobuf [\d.]+, msgpack [\d.]+/m);
  expect(stdout).toMatch(/^ok {4}gil {7}(on|off): /m);
  expect(code).toBe(0);
});

test("lists an adapter's tools as they are called", async () => {
  const { stdout } = await vivarium('doctor', './calc.py');
  expect(stdout).toContain('      greet(name: string, times: integer = 1)\n');
  expect(stdout).toContain('      count(to: integer) streams\n');
  expect(stdout).toContain('maybe: string | null = null');
  expect(stdout).toMatch(/^warn {2}tools {5}anything goes: echo\(value\)\n +→ annotate it/m);
});

test('with --json tells programs the same', async () => {
  const { stdout } = await vivarium('doctor', './calc.py', '--json');
  const { checks, tools } = JSON.parse(stdout);
  expect(checks).toContainEqual({ name: 'adapter', status: 'ok', found: `./calc.py, ${tools.length} tools` });
  expect(tools[0]).toMatchObject({ name: 'add', parameters: { required: ['a', 'b'] } });
});

test('fails with an adapter that does not load, and with a Python that does not run', async () => {
  const broken = await vivarium('doctor', './broken.py');
  expect(broken.stdout).toMatch(
    /^fail {2}adapter {3}.*No module named 'no_such_module', at broken\.py:3.*\n +→ list no_such_/m,
  );
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

  const probed = { packages: [], freeThreaded: false, gil: true };
  const grpcio = { name: 'grpcio', optional: false };
  const numpy = { name: 'numpy', optional: true };

  test.each<[string, ProbedPython, object[]]>([
    ['packages that are there', { ...probed, packages: [{ ...grpcio, version: '1.85.1' }] }, []],
    [
      'a package that does not import',
      { ...probed, packages: [{ ...grpcio, why: 'ImportError: GLIBC' }] },
      [
        {
          name: 'grpcio',
          status: 'fail',
          found: 'ImportError: GLIBC',
          remedy: expect.stringMatching(/-m pip install/),
        },
      ],
    ],
    ['no numpy', { ...probed, packages: [{ ...numpy, why: "ModuleNotFoundError: No module named 'numpy'" }] }, []],
    [
      'a numpy that does not import',
      { ...probed, packages: [{ ...numpy, why: 'ImportError: no BLAS' }] },
      [{ name: 'numpy', status: 'warn', remedy: expect.stringContaining('install --upgrade numpy') }],
    ],
    ['a free-threaded Python', { ...probed, freeThreaded: true, gil: false }, []],
    [
      'a free-threaded Python that runs with the GIL',
      { ...probed, freeThreaded: true },
      [{ name: 'gil', status: 'warn', remedy: expect.stringContaining('PYTHON_GIL=0') }],
    ],
  ])('%s has a remedy where it needs one', (_, found, complaints) => {
    const bad = judgeEnvironment('/p', found).filter(({ status }) => status !== 'ok');
    expect(bad).toEqual(complaints.map((each) => expect.objectContaining(each)));
  });

  test("what an adapter's tools leave unsaid is one line for each kind", () => {
    const bare: ToolSpec = {
      name: 'a',
      description: 'Says it.',
      parameters: { properties: { typed: { type: 'string' }, choice: { enum: [1] }, 'un-typed': { default: 1 } } },
      returns: {},
      streaming: false,
      idempotent: false,
      requiredVariables: ['HOME', 'API_KEY'],
    };
    const tools = [bare, { ...bare, name: 'b', description: '', requiredVariables: [] }];
    expect(judgeTools(tools, (name) => name === 'HOME').map(({ status, found }) => [status, found])).toEqual([
      ['warn', 'without a description: b'],
      ['warn', 'anything goes: a(un-typed), b(un-typed)'],
      ['warn', 'required and not set here: API_KEY of a'],
    ]);
  });

  test('a good one needs none', () => {
    expect(judgeChosen(good)).toEqual({ name: 'python', status: 'ok', found: '3.11.7 at /p, from VIVARIUM_PYTHON' });
    expect(judgeFound([{ path: '/old', why: 'x' }, good], '/cache')).toMatchObject({ status: 'ok' });
  });
});
