/** `vivarium env`: the Python environments that pools and agents run in; made, listed, removed. */
import { join } from 'node:path';
import {
  cacheDirectory,
  EXTRAS,
  type Extra,
  ensurePythonEnv,
  listEnvironments,
  removeEnvironment,
} from '../python/index.ts';
import { COMMON, type Command } from './common.ts';
import { toJson } from './json.ts';
import { printLine } from './print.ts';
import { parseCommandLine, UsageError } from './usage.ts';

const OPTIONS = {
  ...COMMON,
  requirements: { type: 'string', multiple: true, default: [] as string[] },
  extra: { type: 'string', multiple: true, default: [] as string[] },
  project: { type: 'string' },
  wheels: { type: 'string' },
  offline: { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof parseCommandLine<typeof OPTIONS>>['values'];

export const envCommand: Command = {
  summary: 'Makes the Python environment that workers run in, or finds it again; prints its interpreter.',
  synopsis: '[list | remove NAME …]',
  words: [
    ['list', 'all environments that were made, with their names'],
    ['remove NAME', 'removes one; workers that run in it lose their files'],
    ['--requirements FILE', 'what to install beside what workers need; may be repeated'],
    ['--extra NAME', `what vivarium has a lock for: ${EXTRAS.join(', ')}; may be repeated`],
    ['--project FOLDER', 'a folder with a pyproject.toml, installed in place'],
    ['--offline', 'nothing is downloaded; what is missing is named'],
    ['--wheels FOLDER', 'wheels to install from first'],
  ],
  examples: ['env', 'env --extra agents --requirements requirements.txt', 'env list'],
  async run(argv, signal) {
    const { values, positionals } = parseCommandLine(argv, OPTIONS);
    const [what, ...names] = positionals;
    if (what === undefined) return ensure(values, signal);
    if (what === 'list' && names.length === 0) return list(values.json);
    if (what === 'remove' && names.length > 0) return remove(names, values.json);
    throw new UsageError('env takes nothing, `list`, or `remove NAME …`');
  },
};

async function ensure(values: Values, signal: AbortSignal): Promise<void> {
  const extras = values.extra.map((name) => {
    if (!isExtra(name)) throw new UsageError(`--extra "${name}": there is ${EXTRAS.join(', ')}`);
    return name;
  });
  const { requirements, project, wheels, offline, json } = values;
  const environment = await ensurePythonEnv({
    requirements,
    extras,
    signal,
    ...(project === undefined ? {} : { project }),
    ...(wheels === undefined ? {} : { wheels }),
    ...(offline ? { offline } : {}),
  });
  await printLine(json ? toJson(environment) : environment.python);
}

async function list(json: boolean): Promise<void> {
  const environments = listEnvironments(cache());
  if (json) return printLine(toJson(environments));
  for (const { name, version, installer } of environments)
    await printLine(`${name}  Python ${version}, by ${installer}`);
}

async function remove(names: readonly string[], json: boolean): Promise<void> {
  const missing = names.filter((name) => !removeEnvironment(cache(), name));
  const removed = names.filter((name) => !missing.includes(name));
  if (json) await printLine(toJson({ removed }));
  else for (const name of removed) await printLine(`removed ${name}`);
  if (missing.length > 0) throw new Error(`no environment ${missing.join(', ')}: \`vivarium env list\` has the names`);
}

const cache = (): string => join(cacheDirectory(), 'python');

const isExtra = (name: string): name is Extra => EXTRAS.some((extra) => extra === name);
