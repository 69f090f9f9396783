/** The interpreter a pool's workers run on: the pool's own choice, or an environment made for what it asks for. */
import { resolve } from 'node:path';
import { ensurePythonEnv } from '../python/index.ts';
import type { PoolSettings } from './options.ts';

/** @throws PythonEnvError with a reason and a remedy. */
export async function interpreterFor(
  { python, cwd }: Pick<PoolSettings, 'python' | 'cwd'>,
  signal: AbortSignal,
): Promise<string> {
  if (typeof python === 'string') return (await ensurePythonEnv({ python: path(cwd, python), signal })).python;
  const { requirements = [], extras = [], project } = python;
  const needs = {
    requirements: requirements.map((file) => resolve(cwd, file)),
    extras,
    ...(project === undefined ? {} : { project: resolve(cwd, project) }),
  };
  return (await ensurePythonEnv({ ...needs, signal })).python;
}

/** A bare name (`python3.12`) is looked up on PATH; anything with a slash is a path. */
const path = (cwd: string, python: string): string => (/[/\\]/.test(python) ? resolve(cwd, python) : python);
