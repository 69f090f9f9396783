/** `vivarium new adapter NAME`: a Python package with tools, and a test of them, that runs as it stands. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { pythonHome } from '../python/index.ts';
import { COMMON, type Command } from './common.ts';
import { toJson } from './json.ts';
import { printLine } from './print.ts';
import { unfitName } from './python-names.ts';
import { pascalCase } from './typescript/words.ts';
import { parseCommandLine, UsageError } from './usage.ts';

/** What the template calls itself. */
const TEMPLATE = { package: 'my_adapter', class: 'MyAdapter' } as const;
const FOLDER = 'python';

export const newCommand: Command = {
  summary: 'Makes a Python package with an adapter and its test, which run at once.',
  synopsis: 'adapter NAME',
  words: [['NAME', `of the package, my_adapter for example; it is made in ./${FOLDER}/, and nothing is overwritten`]],
  examples: ['new adapter my_adapter'],
  async run(argv) {
    const { values, positionals } = parseCommandLine(argv, COMMON);
    const [what, name, ...more] = positionals;
    if (what !== 'adapter') throw new UsageError(`new takes what to make: new adapter NAME`);
    if (name === undefined || more.length > 0) throw new UsageError('new adapter takes one NAME');
    const unfit = unfitName(name);
    if (unfit !== undefined) throw new UsageError(`"${name}" will not do: choose ${unfit}`);
    const folder = join(FOLDER, name);
    if (existsSync(folder)) throw new Error(`${folder} is there already: choose another name, or move it away`);
    const files = writeAdapter(folder, name);
    await printLine(values.json ? toJson({ folder, files }) : guide(folder, name, files));
  },
};

/** Returns the files it has made. */
function writeAdapter(folder: string, name: string): string[] {
  const template = join(pythonHome(), 'templates', TEMPLATE.package);
  return filesIn(template).map((file) => {
    const path = join(folder, own(file, name));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, own(readFileSync(join(template, file), 'utf8'), name), { flag: 'wx' });
    return path;
  });
}

function filesIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return names.filter((name) => name.endsWith('.py') && statSync(join(folder, name)).isFile());
}

const own = (text: string, name: string): string =>
  text.replaceAll(TEMPLATE.package, name).replaceAll(TEMPLATE.class, className(name));

function className(name: string): string {
  return pascalCase(name);
}

function guide(folder: string, name: string, files: readonly string[]): string {
  const adapter = `./${join(folder, 'adapter.py').split(sep).join('/')}`;
  return `${files.map((file) => `  ${relative('.', file)}`).join('\n')}

Try it, and run its test:
  npx vivarium call ${adapter} greet name=Ada
  npx vivarium python -m unittest discover -t ${FOLDER} -s ${folder}

As a pool of createRuntime, or of a config for \`vivarium up\`:
  ${name}: pool<${className(name)}Tools>({ adapter: '${adapter}:${className(name)}', size: 2 }),

The types of its tools, for TypeScript:
  npx vivarium types ${adapter}:${className(name)} -o ${name}.types.ts`;
}
