/** `vivarium new adapter NAME`, `vivarium new agent NAME`: a Python package and a test of it, that run as they stand. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { pythonHome } from '../python/index.ts';
import { COMMON, type Command } from './common.ts';
import { toJson } from './json.ts';
import { printLine } from './print.ts';
import { unfitName } from './python-names.ts';
import { pascalCase } from './typescript/words.ts';
import { parseCommandLine, UsageError } from './usage.ts';

const FOLDER = 'python';

interface Template {
  /** Its folder, and what it calls itself. */
  readonly package: string;
  /** What to do with the package of that name, whose main file is `file`. */
  guide(name: string, folder: string): string;
}

const TEMPLATES: Readonly<Record<string, Template>> = {
  adapter: { package: 'my_adapter', guide: adapterGuide },
  agent: { package: 'my_agent', guide: agentGuide },
};

export const newCommand: Command = {
  summary: 'Makes a Python package with an adapter or an agent and its test, which run at once.',
  synopsis: 'adapter|agent NAME',
  words: [['NAME', `of the package, my_adapter for example; it is made in ./${FOLDER}/, and nothing is overwritten`]],
  examples: ['new adapter my_adapter', 'new agent my_agent'],
  async run(argv) {
    const { values, positionals } = parseCommandLine(argv, COMMON);
    const [what = '', name, ...more] = positionals;
    const template = Object.hasOwn(TEMPLATES, what) ? TEMPLATES[what] : undefined;
    if (template === undefined) throw new UsageError('new takes what to make: new adapter NAME, new agent NAME');
    if (name === undefined || more.length > 0) throw new UsageError(`new ${what} takes one NAME`);
    const unfit = unfitName(name);
    if (unfit !== undefined) throw new UsageError(`"${name}" will not do: choose ${unfit}`);
    const folder = join(FOLDER, name);
    if (existsSync(folder)) throw new Error(`${folder} is there already: choose another name, or move it away`);
    const files = write(template, folder, name);
    const made = files.map((file) => `  ${relative('.', file)}`).join('\n');
    await printLine(values.json ? toJson({ folder, files }) : `${made}\n\n${template.guide(name, slashed(folder))}`);
  },
};

/** Returns the files it has made. */
function write({ package: template }: Template, folder: string, name: string): string[] {
  const source = join(pythonHome(), 'templates', template);
  const own = (text: string): string =>
    text.replaceAll(template, name).replaceAll(pascalCase(template), pascalCase(name));
  return filesIn(source).map((file) => {
    const path = join(folder, own(file));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, own(readFileSync(join(source, file), 'utf8')), { flag: 'wx' });
    return path;
  });
}

function filesIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return names.filter((name) => name.endsWith('.py') && statSync(join(folder, name)).isFile());
}

const slashed = (path: string): string => path.split(sep).join('/');

function adapterGuide(name: string, folder: string): string {
  const adapter = `./${folder}/adapter.py`;
  const type = pascalCase(name);
  return `Try it, and run its test:
  npx vivarium call ${adapter} greet name=Ada
  npx vivarium python -m unittest discover -t ${FOLDER} -s ${folder}

As a pool of createRuntime, or of a config for \`vivarium up\`:
  ${name}: pool<${type}Tools>({ adapter: '${adapter}:${type}', size: 2 }),

The types of its tools, for TypeScript:
  npx vivarium types ${adapter}:${type} -o ${name}.types.ts`;
}

function agentGuide(name: string, folder: string): string {
  const agent = `./${folder}/agent.py`;
  return `Try it, and run its test:
  npx vivarium agent ${agent} Hello
  npx vivarium python --extra agents -m unittest discover -t ${FOLDER} -s ${folder}

Serve it, for curl:
  npx vivarium agent ${agent} --port 5000

In a service, once its runtime has started:
  const agent = await runtime.agents.start({ name: '${name}', pythonModule: '${agent}', model: 'test:model' });
  const { result, usage } = await agent.send({ prompt: 'Hello' });`;
}
