/** The example with an agent gives what its README shows. See `npm run test:dspy`. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const python = process.env['VIVARIUM_DSPY_PYTHON'] ?? '';
const folder = join(import.meta.dirname, '../../examples/06-dspy-agent');

test.skipIf(python === '')('an agent thinks in Python, acts in Node, and answers', async () => {
  const [, shown] = /```\n(.*?)```/s.exec(readFileSync(join(folder, 'README.md'), 'utf8')) ?? [];
  const env = { ...process.env, VIVARIUM_PYTHON: python };
  const args = ['--import', import.meta.resolve('tsx'), join(folder, 'main.ts')];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env });
  expect({ stdout, stderr }).toEqual({ stdout: shown, stderr: '' });
});
