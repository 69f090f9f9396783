/** The reference page of `vivarium/kernel` is written from its source, so that it says what the types say. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as xstate from 'xstate';
import * as kernel from '../../src/kernel/index.ts';
import { exportsOf, pageOf } from './kernel-page.ts';

const root = join(import.meta.dirname, '../..');
const index = join(root, 'src/kernel/index.ts');

const HEAD = `# vivarium/kernel

OTP's supervision on xstate actors, with no Python in it. To learn it, read [Supervision in ten minutes](../guides/supervision.md); this page
is for looking things up. It is written from the source by \`npx vitest run test/docs/kernel.test.ts --update\`; a test fails when they differ.

A \`Duration\` is a number of milliseconds or a text: \`'200ms'\`, \`'5s'\`, \`'2m'\`, \`'infinity'\`. What is wrong with an option is told at once,
by a \`BadConfig\` (code \`VIV_BAD_CONFIG\`) that names the field and what it takes; every error is on the page [Errors](errors.md).
`;

/** In the order in which one meets them. */
const FILES = [
  ...[
    'create-system',
    'system',
    'child',
    'supervisor',
    'client',
    'requests',
    'server',
    'server-results',
    'server-types',
  ],
  ...[
    'call',
    'cast',
    'task',
    'task-supervisor',
    'task-handle',
    'task-stream',
    'signals',
    'groups',
    'send-after',
    'life',
    'lifecycle',
    'tree',
    'decision-log',
  ],
  ...[
    'explain',
    'decision',
    'timers',
    'run-queue',
    'door',
    'spec',
    'policy',
    'backoff-options',
    'exit',
    'errors',
    'duration',
    'clock',
  ],
];

test('docs/reference/kernel.md tells of each export what its types and comments tell', async () => {
  await expect([HEAD, pageOf(index, FILES)].join('\n')).toMatchFileSnapshot(join(root, 'docs/reference/kernel.md'));
});

test('no export is left out', () => {
  const described = exportsOf(index).flatMap(({ names }) => names);
  const values = Object.keys(kernel).filter((name) => !(name in xstate));
  expect(values.filter((name) => !described.includes(name))).toEqual([]);
});
