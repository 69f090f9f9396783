/** The runner itself: it must not let anything pass that it has not understood, or that differs. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  checkScenario,
  compareTraces,
  parseScenario,
  runScenario,
  type Trace,
} from '../../src/testing/conformance/index.ts';

const scenario = {
  name: 'two',
  root: { strategy: 'one_for_all', intensity: 3, children: [{ id: 'a' }, { id: 'b', behaviour: { trap_exit: true } }] },
  steps: [{ do: 'stop_self', path: 'root/a', reason: 'crash:x' }],
};
const trace = (): Trace => runScenario(parseScenario(scenario));

describe('a trace', () => {
  it('says what happened, group by group', () => {
    expect(trace()).toMatchObject({
      groups: [
        {
          step: 0,
          do: 'start',
          result: { ok: 'root' },
          events: [{ path: 'root/a', n: 1 }, { path: 'root/b' }, { path: 'root' }],
        },
        {
          step: 1,
          events: [
            { e: 'exit', path: 'root/a', n: 1, reason: 'crash:x' },
            { e: 'terminate', path: 'root/b', reason: 'shutdown' },
            { e: 'exit', path: 'root/b', reason: 'shutdown' },
            { e: 'started', path: 'root/a', n: 2 },
            { e: 'started', path: 'root/b', n: 2 },
          ],
        },
      ],
      final: {
        state: 'running',
        children: [
          { id: 'a', n: 2 },
          { id: 'b', n: 2 },
        ],
      },
    });
  });

  it('agrees with itself and not with another', () => {
    const expected = trace();
    expect(compareTraces(expected, trace())).toBeNull();
    const [start, step] = expected.groups as [Trace['groups'][0], Trace['groups'][0]];
    const without = { ...expected, groups: [start, { ...step, events: step.events.slice(1) }] };
    expect(compareTraces(without, expected)).toMatch(
      /^step 1 \(stop_self\), event 0: expected .*terminate.*got .*exit/,
    );
    expect(compareTraces(expected, without)).toMatch(/^step 1 \(stop_self\), event 0/);
    expect(compareTraces({ ...expected, final: null }, expected)).toMatch(/^final tree/);
  });

  it('may have events in any order where OTP has them so', () => {
    const expected = trace();
    const [start, step] = expected.groups as [Trace['groups'][0], Trace['groups'][0]];
    const anyOrder = [{ any_order: [...step.events].reverse() }];
    expect(compareTraces({ ...expected, groups: [start, { ...step, events: anyOrder }] }, trace())).toBeNull();
  });
});

describe('a scenario is refused', () => {
  it('for a key that is not of the format, wherever it is', () => {
    const strange = { ...scenario, root: { children: [{ id: 'a', behaviour: { trap_exits: true } }] } };
    expect(() => parseScenario(strange)).toThrow('root.children[0].behaviour: unknown key "trap_exits"');
    const steps = [{ do: 'simultaneous', sup: 'root', exits: [{ path: 'root/a', because: 'kill' }] }];
    expect(() => parseScenario({ ...scenario, steps })).toThrow('steps[0].exits: unknown key "because"');
  });

  it('for a step that is not of the format', () => {
    expect(() => runScenario(parseScenario({ ...scenario, steps: [{ do: 'dance' }] }))).toThrow('unknown step "dance"');
  });
});

describe('a folder', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'conformance-'));
    writeFileSync(join(folder, 'two.json'), JSON.stringify(scenario));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    ['cut off', '{"groups":[', 'two.trace.json is no JSON: Unexpected end of JSON input'],
    ['of something else', '{}', 'two.trace.json is no trace: it has no list of groups'],
    ['null', 'null', 'two.trace.json is no trace: it has no list of groups'],
  ])('says which file is wrong: a trace %s', (_title, text, why) => {
    writeFileSync(join(folder, 'two.trace.json'), text);
    expect(checkScenario(folder, 'two')).toBe(why);
  });

  it('says which file is wrong: a scenario that is none', () => {
    writeFileSync(join(folder, 'two.json'), '{"name"');
    expect(checkScenario(folder, 'two')).toMatch(/^two\.json is no JSON: /);
    writeFileSync(join(folder, 'two.json'), JSON.stringify({ name: 'two', root: { children: [] } }));
    expect(checkScenario(folder, 'two')).toBe('steps: expected a list');
  });
});

describe('what OTP refuses at start is refused in its words', () => {
  const result = (root: object): unknown =>
    runScenario(parseScenario({ name: 'bad', root: { children: [], ...root }, steps: [] })).groups[0]?.result;

  it.each([
    ['supervisor_data:invalid_strategy', { strategy: 'some_for_one' }],
    ['supervisor_data:invalid_intensity', { intensity: -1 }],
    ['supervisor_data:invalid_period', { period: 0 }],
    ['supervisor_data:invalid_auto_shutdown', { auto_shutdown: 'sometimes' }],
    ['bad_start_spec', { strategy: 'simple_one_for_one', children: [] }],
    ['start_spec:missing_id', { children: [{}] }],
    ['start_spec:missing_start', { children: [{ id: 'a', no_start: true }] }],
    ['start_spec:invalid_restart_type', { children: [{ id: 'a', restart: 'always' }] }],
    ['start_spec:invalid_shutdown', { children: [{ id: 'a', shutdown: -1 }] }],
    ['start_spec:invalid_child_type', { children: [{ id: 'a', type: 'boss' }] }],
    ['start_spec:invalid_significant', { children: [{ id: 'a', significant: 'very' }] }],
    ['start_spec:bad_combination', { children: [{ id: 'a', significant: true, restart: 'transient' }] }],
    ['start_spec:duplicate_child_name', { children: [{ id: 'a' }, { id: 'a' }] }],
  ])('%s', (reason, root) => {
    expect(result(root)).toEqual({ error: reason });
  });

  it("an unusual one: a simple_one_for_one supervisor's significant template", () => {
    const children = [{ id: 'a', significant: true, restart: 'transient' }];
    expect(result({ strategy: 'simple_one_for_one', children })).toEqual({ error: 'start_spec:bad_combination' });
  });
});
