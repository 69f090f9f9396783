/** Where the value of an option came from: somebody wrote it, a variable of the environment says it, or nobody did. */

export interface ConfigEntry {
  /** As one writes it: `pools.ml.backoff.initial`. */
  readonly option: string;
  /** Times are milliseconds. */
  readonly value: unknown;
  /** `default`, `option`, or the variable's name: `VIVARIUM_PYTHON`. */
  readonly from: string;
}

/** The variables that stand in for an option, by its name without the pool. */
const VARIABLES: Readonly<Record<string, string>> = {
  python: 'VIVARIUM_PYTHON',
  lane: 'VIVARIUM_LANE',
  zygote: 'VIVARIUM_ZYGOTE',
  logger: 'VIVARIUM_LOG_LEVEL',
};

/**
 * An option of a pool, of sessions or of the runtime: `name` may go into depth, `backoff.initial`.
 * @param value the one in use; undefined where only the variable has it.
 */
export function entryOf(
  prefix: string,
  name: string,
  value: unknown,
  given: unknown,
  env: NodeJS.ProcessEnv,
): ConfigEntry {
  const option = `${prefix}${name}`;
  if (isGiven(given, name.split('.'))) return { option, value, from: 'option' };
  const variable = VARIABLES[name];
  const said = variable === undefined ? undefined : env[variable] || undefined;
  if (variable === undefined || said === undefined) return { option, value, from: 'default' };
  return { option, value: value ?? said, from: variable };
}

/** Whoever gives `backoff: false` has said what each of its parts is. */
function isGiven(options: unknown, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return options !== undefined;
  if (typeof options !== 'object' || options === null) return options !== undefined;
  return isGiven(Reflect.get(options, name), rest);
}
