/** The pages this library was written after: they lie beside the repository, and are no part of it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll } from 'vitest';
import { type Block, extractBlocks } from './blocks.ts';

const folder = resolve(process.env['VIVARIUM_SEEDS'] ?? join(import.meta.dirname, '../../../shared/seeds'));

export interface Seed {
  /** Why there is none; undefined when there is. */
  readonly missing: string | undefined;
  /** The code of its Python block of this number; it counts as run. */
  take(index: number): string;
  /** Writes a file for the time of the tests. @returns its path */
  write(name: string, text: string): string;
}

/** `number` is the first part of the page's file name. For the top of a test file: prints how many blocks were run. */
export function seed(number: string): Seed {
  const blocks = read(number);
  const taken = new Set<number>();
  const scratch = mkdtempSync(join(tmpdir(), 'vivarium-seed-'));
  afterAll(() => {
    rmSync(scratch, { recursive: true, force: true });
    if (blocks !== undefined)
      process.stdout.write(`seed ${number}: blocks: ${taken.size} run, ${blocks.length - taken.size} skipped\n`);
  });
  const missing = blocks === undefined ? `there is no page ${number} in ${folder} (VIVARIUM_SEEDS)` : undefined;
  if (missing !== undefined) process.stdout.write(`skipped: ${missing}\n`);
  return {
    missing,
    take(index) {
      const block = blocks?.[index];
      if (block === undefined) throw new Error(`page ${number} has no Python block ${index}`);
      taken.add(index);
      return block.code;
    },
    write(name, text) {
      const path = join(scratch, name);
      writeFileSync(path, text);
      return path;
    },
  };
}

function read(number: string): Block[] | undefined {
  try {
    const name = readdirSync(folder).find((each) => each.startsWith(number));
    if (name === undefined) return undefined;
    return extractBlocks(readFileSync(join(folder, name), 'utf8')).filter(({ language }) => language === 'python');
  } catch {
    return undefined;
  }
}
