/** A config file's default export (or a JSON file's object) as the options of a runtime. */
import { readFileSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BadConfig } from '../model/errors.ts';
import type { PoolDefinitions, RuntimeOptions } from '../runtime-options.ts';
import { UsageError } from './usage.ts';

const OPTIONS = ['pools', 'tools', 'logger', 'transport', 'clock'];

/** Relative paths in it start at its own folder, wherever it is used from. @throws UsageError, BadConfig */
export async function loadConfig(path: string): Promise<RuntimeOptions> {
  const file = resolve(path);
  const config: unknown = await load(file, path);
  if (typeof config !== 'object' || config === null || Array.isArray(config))
    throw new BadConfig(`${path}: its default export`, config, 'an object such as { pools: { … } }');
  for (const name of Object.keys(config))
    if (!OPTIONS.includes(name))
      throw new BadConfig(
        `${path}: ${name}`,
        (config as Record<string, unknown>)[name],
        `one of ${OPTIONS.join(', ')}`,
      );
  const { pools = {}, ...rest } = config as RuntimeOptions;
  if (Object.keys(pools).length === 0) throw new BadConfig(`${path}: pools`, pools, 'at least one pool');
  return { ...rest, pools: settle(pools, dirname(file)) };
}

function settle(pools: PoolDefinitions, folder: string): PoolDefinitions {
  return Object.fromEntries(
    Object.entries(pools).map(([name, pool]) => [name, { ...pool, cwd: resolve(folder, pool.cwd ?? '.') }]),
  );
}

async function load(file: string, shown: string): Promise<unknown> {
  try {
    switch (extname(file)) {
      case '.json':
        return JSON.parse(readFileSync(file, 'utf8'));
      case '.mjs':
      case '.js':
        return defaultOf(await import(pathToFileURL(file).href));
      case '.ts':
      case '.mts':
        return defaultOf(await importTypeScript(file, shown));
      default:
        throw new UsageError(`${shown} is no config: it ends in .json, .mjs, .js, .ts or .mts`);
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${shown} could not be loaded: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}

/** tsx is an optional peer: only those who write TypeScript configs need it. */
async function importTypeScript(file: string, shown: string): Promise<object> {
  const { tsImport } = await import('tsx/esm/api').catch((cause: unknown) => {
    throw new UsageError(`${shown} needs tsx: npm install --save-dev tsx, or write it as .mjs or .json`, { cause });
  });
  return tsImport(pathToFileURL(file).href, import.meta.url);
}

/** Through a CommonJS package, `export default` arrives one level deeper. */
function defaultOf(module: object): unknown {
  const { default: value } = module as { default?: unknown };
  const isNested = typeof value === 'object' && value !== null && '__esModule' in value && 'default' in value;
  return isNested ? value.default : value;
}
