/** The examples with a model give what their READMEs show, without a key and without a network. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { python } from '../support/python.ts';

const examples = join(import.meta.dirname, '../../examples');

const lines = (text: string | undefined): string[] => `${text}`.split('\n');

test('a model calls Python and the host, and Python asks the same model', async () => {
  const { shown, said } = await run('11-llm-tools');
  expect(said).toEqual(shown);
});

test('models, a tool and a condition follow one another, side by side where they may', async () => {
  const { shown, said } = await run('12-workflow');
  expect(said.toSorted()).toEqual(shown.toSorted()); // either of the models may be the first
  expect(said.slice(-3)).toEqual(shown.slice(-3));
});

/** Runs its `main.ts`, which has to end with 0 and without a complaint. */
async function run(name: string): Promise<{ shown: string[]; said: string[] }> {
  const folder = join(examples, name);
  const [, shown] = /```\n(.*?)```/s.exec(readFileSync(join(folder, 'README.md'), 'utf8')) ?? [];
  const { OPENAI_API_KEY: _, ...rest } = process.env;
  const env = { ...rest, VIVARIUM_PYTHON: python() };
  const args = ['--import', import.meta.resolve('tsx'), join(folder, 'main.ts')];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env });
  expect(stderr).toBe('');
  return { shown: lines(shown), said: lines(stdout) };
}
