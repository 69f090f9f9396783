/** `vivarium types`: an adapter's tools as a TypeScript interface, for `pool<…>` and the compiler. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ToolSpec } from '../tools/spec.ts';
import { COMMON, type Command } from './common.ts';
import { printLine } from './print.ts';
import { declarations, interfaceName } from './typescript/declarations.ts';
import { parseCommandLine, UsageError } from './usage.ts';
import { withAdapter } from './with-adapter.ts';

const OPTIONS = {
  ...COMMON,
  out: { type: 'string', short: 'o' },
  check: { type: 'boolean', default: false },
  from: { type: 'string', default: 'vivarium' },
} as const;

export const typesCommand: Command = {
  summary: "Writes an adapter's tools as a TypeScript interface, so that calls are checked by the compiler.",
  synopsis: 'ADAPTER [-o FILE]',
  words: [
    ['ADAPTER', './file.py, ./file.py:Class, package.module or package.module.Class'],
    ['-o, --out FILE', 'where to; default: stdout'],
    ['--from MODULE', "where the package's own types are imported from; default vivarium"],
    ['--check', 'writes nothing; fails when FILE is not what would be written'],
  ],
  examples: ['types ./adapter.py -o src/adapter.types.ts', 'types ./adapter.py -o src/adapter.types.ts --check'],
  async run(argv, signal) {
    const { values, positionals } = parseCommandLine(argv, OPTIONS);
    const [adapter, ...more] = positionals;
    if (adapter === undefined || more.length > 0) throw new UsageError('types takes one ADAPTER');
    const { out, check, from, verbose } = values;
    if (check && out === undefined) throw new UsageError('--check needs -o FILE, the file to check');
    let tools: readonly ToolSpec[] = [];
    await withAdapter(adapter, { verbose, signal }, async (pool) => {
      tools = pool.specs();
    });
    const text = declarations({ adapter, tools, from });
    if (out === undefined) return printLine(text.trimEnd());
    if (check) return compare(out, text, `vivarium types ${adapter} -o ${out}`);
    mkdirSync(dirname(out), { recursive: true });
    writeFileSync(out, text);
    process.stderr.write(`${out}: ${interfaceName(adapter)}, ${tools.length} tools\n`);
  },
};

function compare(file: string, text: string, remedy: string): void {
  const found = read(file);
  if (found === text) return;
  throw new Error(`${file} ${found === undefined ? 'is not there' : 'is out of date'}: run \`${remedy}\``);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
