/** A user's module, in JavaScript or TypeScript. */
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from './usage.ts';

/** Endings that {@link loadModule} takes. */
export const MODULES = ['.mjs', '.js', '.ts', '.mts'];

/** @param shown the path as the user wrote it. @throws UsageError when it cannot be loaded. */
export async function loadModule(file: string, shown: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    const { href } = pathToFileURL(file);
    return await (extname(file).endsWith('ts') ? importTypeScript(href, shown) : import(href));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw notLoaded(shown, error);
  }
}

export function notLoaded(shown: string, cause: unknown): UsageError {
  return new UsageError(`${shown} could not be loaded: ${cause instanceof Error ? cause.message : cause}`, { cause });
}

/** tsx is an optional peer: only those who write TypeScript need it. */
async function importTypeScript(href: string, shown: string): Promise<Readonly<Record<string, unknown>>> {
  const { tsImport } = await import('tsx/esm/api').catch((cause: unknown) => {
    throw new UsageError(`${shown} needs tsx: npm install --save-dev tsx, or write it as .mjs`, { cause });
  });
  return tsImport(href, import.meta.url);
}

/** Through a CommonJS package, `export default` arrives one level deeper. */
export function defaultOf({ default: value }: Readonly<Record<string, unknown>>): unknown {
  const isNested = typeof value === 'object' && value !== null && '__esModule' in value && 'default' in value;
  return isNested ? value.default : value;
}
