/** A config file's default export (or a JSON file's object) as the options of a runtime. */
import { readFileSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { BadConfig } from '../model/errors.ts';
import { RUNTIME_OPTIONS, type RuntimeOptions } from '../runtime/options.ts';
import { defaultOf, loadModule, MODULES, notLoaded } from './load-module.ts';
import { UsageError } from './usage.ts';

/** Relative paths in it start at its own folder, wherever it is used from. @throws UsageError, BadConfig */
export async function loadConfig(path: string): Promise<RuntimeOptions> {
  const file = resolve(path);
  const config: unknown = await load(file, path);
  if (typeof config !== 'object' || config === null || Array.isArray(config))
    throw new BadConfig(`${path}: its default export`, config, 'an object such as { pools: { … } }');
  for (const name of Object.keys(config))
    if (!RUNTIME_OPTIONS.includes(name))
      throw new BadConfig(
        `${path}: ${name}`,
        (config as Record<string, unknown>)[name],
        `one of ${RUNTIME_OPTIONS.join(', ')}`,
      );
  const { pools = {}, agents = {}, ...rest } = config as RuntimeOptions;
  if (typeof pools !== 'object' || pools === null || Array.isArray(pools))
    throw new BadConfig(`${path}: pools`, pools, 'an object of pools by name');
  if (typeof agents !== 'object' || agents === null || Array.isArray(agents))
    throw new BadConfig(`${path}: agents`, agents, 'an object of agents by name');
  if (Object.keys({ ...pools, ...agents }).length === 0 && rest.tools === undefined)
    throw new BadConfig(`${path}: pools`, pools, 'at least one pool, or agents or tools beside it');
  return { ...rest, pools: settle(pools, dirname(file)), agents: settle(agents, dirname(file)) };
}

function settle<Placed extends { readonly cwd?: string }>(
  named: Readonly<Record<string, Placed>>,
  folder: string,
): Record<string, Placed> {
  return Object.fromEntries(
    Object.entries(named).map(([name, placed]) => {
      const { cwd = '.' } = placed ?? {};
      return [name, typeof cwd === 'string' ? { ...placed, cwd: resolve(folder, cwd) } : placed];
    }),
  );
}

async function load(file: string, shown: string): Promise<unknown> {
  if (MODULES.includes(extname(file))) return defaultOf(await loadModule(file, shown));
  if (extname(file) !== '.json')
    throw new UsageError(`${shown} is no config: it ends in .json, .mjs, .js, .ts or .mts`);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw notLoaded(shown, error);
  }
}
