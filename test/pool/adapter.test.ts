/** Which adapter a pool loads, in both ways to name it, and which names of it are tools. */
import { expect, test } from 'vitest';
import { type AdapterOptions, adapterSettings } from '../../src/pool/adapter.ts';

const settings = (options: object) =>
  adapterSettings(options as AdapterOptions, '/srv/app', (option) => `pools.ml.${option}`);

test.each<[object, object]>([
  [
    { adapter: 'statistics', expose: ['mean'] },
    { adapter: 'statistics', expose: ['mean'] },
  ],
  [{ adapter: './a.py' }, { adapter: '/srv/app/a.py', expose: undefined }],
  [{ adapterArgs: ['--adapter', 'my_adapter.adapter.MyAdapter'] }, { adapter: 'my_adapter.adapter.MyAdapter' }],
  [
    { adapterArgs: ['--adapter=./a.py'], expose: ['a'] },
    { adapter: '/srv/app/a.py', expose: ['a'] },
  ],
])('%j', (options, expected) => {
  expect(settings(options)).toMatchObject(expected);
});

test.each<[object, string]>([
  [{}, 'adapter: expected a Python file or class'],
  [{ adapter: 5 }, 'adapter: expected a Python file or class'],
  [{ adapterArgs: ['--port', '0'] }, "adapterArgs: expected ['--adapter', 'package.module.Class']"],
  [{ adapterArgs: ['--adapter'] }, 'adapterArgs: expected'],
  [{ adapterArgs: ['--adapter', 'a.B', '--max-workers', '4'] }, 'adapterArgs: expected'],
  [{ adapterArgs: '--adapter a.B' }, 'adapterArgs: expected'],
  [{ adapter: 'a.B', adapterArgs: ['--adapter', 'a.B'] }, 'adapterArgs: expected nothing beside adapter'],
  [{ adapter: 'a.B', expose: 'mean' }, "expose: expected a list of names, such as ['mean', 'median']"],
  [{ adapter: 'a.B', expose: [] }, 'expose: expected a list of names'],
  [{ adapter: 'a.B', expose: ['mean', 5] }, 'expose: expected a list of names'],
])('%j is refused by its name', (options, message) => {
  expect(() => settings(options)).toThrow(`pools.ml.${message}`);
});
