/** An adapter's tools as a TypeScript file: the interface that `pool<…>` takes. Pure, so the same tools give the same text. */
import type { ToolSpec } from '../../tools/spec.ts';
import { Names } from './names.ts';
import { members, type Scope, typeOf } from './schema-type.ts';
import { docComment, memberName, pascalCase, stringLiteral } from './words.ts';

export interface Declared {
  /** As it was named on the command line. */
  readonly adapter: string;
  readonly tools: readonly ToolSpec[];
  /** Where the package's own types are imported from. */
  readonly from: string;
}

const LINE = 120;

export function declarations({ adapter, tools, from }: Declared): string {
  const own = interfaceName(adapter);
  const names = new Names(own);
  const body = tools.map((tool) => method(tool, names)).join('\n');
  const text = [...names.declarations, `export interface ${own} {\n${body}}`].join('\n\n');
  const { imported } = names;
  return [
    `// Written by \`vivarium types ${adapter}\` from the adapter's annotations: run it again when they change.`,
    '// An integer beyond 2^53 arrives as a bigint.',
    ...(imported.length === 0 ? [] : [`import type { ${imported.join(', ')} } from ${stringLiteral(from)};`]),
    '',
    `${text}\n`,
  ].join('\n');
}

/** `./models/iris.py` → `IrisTools`, `package.module.MyAdapter` → `MyAdapterTools` */
export function interfaceName(adapter: string): string {
  const last =
    adapter
      .replace(/\.py$/, '')
      .split(/[/\\:.]/)
      .at(-1) ?? '';
  return `${pascalCase(last)}Tools`;
}

function method({ name, description, parameters, returns, streaming }: ToolSpec, names: Names): string {
  // An adapter that judges names itself takes any.
  if (name === '*') return `  [tool: string]: (args: ${names.import('Args')}) => unknown;\n`;
  const scope = (root: Scope['root'], argument: boolean): Scope => ({ argument, names, root });
  const args = members(parameters, scope(parameters, true));
  const given = typeOf(returns, scope(returns, false));
  const result = streaming ? `AsyncIterable<${given}>` : given;
  const head = `  ${memberName(name)}(args: `;
  const line = `${head}${inline(args)}): ${result};`;
  const shown = line.length <= LINE ? line : `${head}{\n${args.map((arg) => `    ${arg};\n`).join('')}  }): ${result};`;
  return `${docComment(description, '  ')}${shown}\n`;
}

const inline = (args: readonly string[]): string =>
  args.length === 0 ? 'Record<string, never>' : `{ ${args.join('; ')} }`;
