/** The questions of `vivarium doctor` to an adapter: why it does not load, and what its tools leave unsaid. Pure. */
import { isVivariumError } from '../model/errors.ts';
import type { JsonSchema, ToolSpec } from '../tools/spec.ts';
import type { Check } from './checks.ts';
import { describe } from './report.ts';

export function notLoaded(error: unknown, verbose: boolean): Check {
  const remedy = remedyOf(error);
  const found = describe(error, verbose);
  return { name: 'adapter', status: 'fail', found, ...(remedy === undefined ? {} : { remedy }) };
}

/** Undefined where the failure says it itself. */
function remedyOf(error: unknown): string | undefined {
  if (!isVivariumError(error)) return undefined;
  const { type, message } = error.facts;
  switch (type) {
    case 'ModuleNotFoundError': {
      const [, name = ''] = /No module named '([^'.]+)/.exec(String(message)) ?? [];
      return `list ${name} in a requirements file of the pool (python: { requirements: […] }), or install it into VIVARIUM_PYTHON`;
    }
    case 'AdapterNotFound':
      return /there is no (such file|module)/.test(String(message))
        ? 'name a file as ./adapter.py, a class as ./adapter.py:Class, a module as package.module'
        : undefined;
    case 'SyntaxError':
    case 'IndentationError':
      return 'mend that line';
    case 'BadSignature':
      return undefined;
    default:
      return 'see the whole traceback: --verbose';
  }
}

/** `isSet`: whether workers could be given this environment variable. */
export function judgeTools(tools: readonly ToolSpec[], isSet: (name: string) => boolean): readonly Check[] {
  const undescribed = tools.filter(({ name, description }) => description === '' && name !== '*');
  const unset = (tool: ToolSpec): string[] => tool.requiredVariables.filter((name) => !isSet(name));
  return [
    ...warning(
      'without a description',
      undescribed.map(({ name }) => name),
      'give it a docstring, or @tool(description="…")',
    ),
    ...warning(
      'anything goes',
      tools.flatMap((tool) => untyped(tool).map((parameter) => `${tool.name}(${parameter})`)),
      'annotate it, for example as `data: list[float]`',
    ),
    ...warning(
      'required and not set here',
      tools.flatMap((tool) => unset(tool).map((variable) => `${variable} of ${tool.name}`)),
      "set it in the environment and let the pool's env pass it, or set it in the session",
    ),
  ];
}

function warning(what: string, which: readonly string[], remedy: string): Check[] {
  return which.length === 0 ? [] : [{ name: 'tools', status: 'warn', found: `${what}: ${which.join(', ')}`, remedy }];
}

/** The parameters of which nothing is said. */
function untyped({ parameters }: ToolSpec): string[] {
  const properties = Object.entries((parameters['properties'] ?? {}) as Record<string, JsonSchema>);
  return properties.filter(([, schema]) => WORDS.every((word) => schema[word] === undefined)).map(([name]) => name);
}

/** What a schema says something with. */
const WORDS = ['type', 'format', 'enum', 'const', 'anyOf', 'oneOf', 'allOf', '$ref'];
