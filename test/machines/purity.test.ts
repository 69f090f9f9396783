import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../../machines');
const files = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);

describe('the machines are pure:', () => {
  test.each(files)('%s imports xstate, its neighbours, and nothing else but types', (_, source) => {
    const imports = [...source.matchAll(/^import (type )?.*? from '([^']+)';$/gms)];
    expect(imports.length).toBeGreaterThan(0);
    for (const [, type, from = ''] of imports) {
      const pure = from === 'xstate' || type !== undefined || files.some(([name]) => from === `./${name}`);
      expect(pure, from).toBe(true);
    }
  });

  test.each(files)('%s reads no clock, no chance, no environment and sets no timer', (_, source) => {
    expect(source).not.toMatch(/\b(Date|Math|performance|process|globalThis)\.|\bset(Timeout|Interval)\b|\bafter:/);
  });
});
