/** The example with sessions gives what its README shows. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { python } from '../support/python.ts';

const folder = join(import.meta.dirname, '../../examples/05-sessions');

test('baskets outlive the workers and the host', async () => {
  const [, shown] = /```\n(.*?)```/s.exec(readFileSync(join(folder, 'README.md'), 'utf8')) ?? [];
  const env = { ...process.env, VIVARIUM_PYTHON: python() };
  const args = ['--import', import.meta.resolve('tsx'), join(folder, 'main.ts')];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env });
  expect({ stdout, stderr }).toEqual({ stdout: shown, stderr: '' });
});
