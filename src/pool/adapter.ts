/** Which adapter a pool's workers load, and which of its tools: as a user writes it, and as a worker is told. */
import { isAbsolute, resolve } from 'node:path';
import { BadConfig } from '../model/errors.ts';

export interface AdapterOptions {
  /** `package.module.Class`, `package.module`, `./file.py` or `./file.py:Class`. */
  readonly adapter?: string;
  /** Instead of `adapter`, in the words of a Snakepit pool: `['--adapter', 'my_adapter.adapter.MyAdapter']`. */
  readonly adapterArgs?: readonly string[];
  /**
   * The names that are tools, and no others: functions of a module, also those it has imported, or tools of a class.
   * Default: a module's own public functions, a class's `@tool` methods.
   */
  readonly expose?: readonly string[];
}

export interface AdapterSettings {
  readonly adapter: string;
  /** Undefined: what the adapter says itself. */
  readonly expose: readonly string[] | undefined;
}

const EXAMPLE = "a Python file or class such as './adapter.py' or 'package.module.Class'";

/** `at`: an option's name in messages. @throws BadConfig naming the option. */
export function adapterSettings(
  { adapter, adapterArgs, expose }: AdapterOptions,
  cwd: string,
  at: (option: string) => string,
): AdapterSettings {
  if (expose !== undefined && !(isNames(expose) && expose.length > 0))
    throw new BadConfig(at('expose'), expose, "a list of names, such as ['mean', 'median']");
  if (adapterArgs === undefined) return { adapter: absolute(named(adapter, at), cwd), expose };
  if (adapter !== undefined) throw new BadConfig(at('adapterArgs'), adapterArgs, 'nothing beside adapter: choose one');
  return { adapter: absolute(ofArgs(adapterArgs, at), cwd), expose };
}

function named(adapter: unknown, at: (option: string) => string): string {
  if (typeof adapter === 'string' && adapter !== '') return adapter;
  throw new BadConfig(at('adapter'), adapter, EXAMPLE);
}

/** What a worker of Snakepit takes on its command line besides is of its own machinery. */
function ofArgs(args: unknown, at: (option: string) => string): string {
  if (isNames(args)) {
    const [flag, adapter, ...more] = args.flatMap((word) => word.split(/(?<=^--adapter)=/));
    if (flag === '--adapter' && adapter !== undefined && adapter !== '' && more.length === 0) return adapter;
  }
  throw new BadConfig(
    at('adapterArgs'),
    args,
    "['--adapter', 'package.module.Class'], and options of the pool besides",
  );
}

const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((name) => typeof name === 'string' && name !== '');

/** `./adapter.py` means the same whatever the worker's current folder is; module names are left alone. */
function absolute(adapter: string, cwd: string): string {
  return /^\.{0,2}[/\\]|\.py(:|$)/.test(adapter) && !isAbsolute(adapter) ? resolve(cwd, adapter) : adapter;
}
