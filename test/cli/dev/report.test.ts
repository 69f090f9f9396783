/** What the user reads when an adapter was saved. */
import { expect, test } from 'vitest';
import { notReloaded, reloaded, toolChanges } from '../../../src/cli/dev/report.ts';
import { VivariumError } from '../../../src/model/errors.ts';
import type { ToolSpec } from '../../../src/tools/spec.ts';

const tool = (name: string, description = ''): ToolSpec => ({
  name,
  description,
  parameters: {},
  returns: {},
  streaming: false,
  idempotent: false,
  requiredVariables: [],
});

test('the tools that are new, gone and described differently', () => {
  const before = [tool('add'), tool('greet'), tool('same')];
  const after = [tool('same'), tool('add', 'Adds.'), tool('shout')];
  expect(toolChanges(before, after)).toEqual(['+ shout', '− greet', '~ add']);
  expect(toolChanges(after, after)).toEqual([]);
});

test('a reload is one line', () => {
  expect(reloaded('ml', ['/srv/adapter.py'], 640.4, [])).toBe('adapter.py changed: ml reloaded in 640ms');
  expect(reloaded('ml', ['/srv/a.py', '/srv/b.py', '/srv/c.py'], 1_200, ['+ shout', '~ add'])).toBe(
    'a.py and 2 more changed: ml reloaded in 1.2s; tools: + shout, ~ add',
  );
});

test('an adapter that does not load is told with its place, and the traceback under it', () => {
  const frames = [{ file: '/srv/adapter.py', line: 3, function: '<module>', code: 'import pandsa' }];
  const traceback = 'Traceback (most recent call last):\n  …\nModuleNotFoundError: No module named pandsa\n';
  const python = { type: 'ModuleNotFoundError', message: "No module named 'pandsa'", module: '', traceback, frames };
  const error = new VivariumError('VIV_START_FAILED', 'pool ml keeps its workers', { last: { python } });
  expect(notReloaded('ml', ['/srv/adapter.py'], error)).toBe(
    `adapter.py changed: ml keeps what it had: ModuleNotFoundError: No module named 'pandsa', at adapter.py:3\n${traceback.trimEnd()}`,
  );
});

test('whatever else is the matter is told in its own words', () => {
  expect(notReloaded('ml', ['/a.py'], new Error('no memory'))).toBe('a.py changed: ml keeps what it had: no memory');
});
