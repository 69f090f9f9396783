/** The command line in a clone: `npm run -s vivarium -- …`, from wherever the user is. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { python } from '../support/python.ts';
import { adapters } from './cli.ts';

const script = fileURLToPath(new URL('../../scripts/vivarium.mjs', import.meta.url));

test('an interpreter given by VIVARIUM_PYTHON is used as it is', async () => {
  const args = [script, 'call', './calc.py', 'add', 'a=2', 'b=3'];
  const env = { ...process.env, VIVARIUM_PYTHON: python(), INIT_CWD: adapters };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  expect(stdout).toBe('5\n');
});
