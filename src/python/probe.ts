/** What an environment really has: its packages are imported, not looked for, and the GIL is asked about afterwards. */
import { type Clock, type Ms, realClock } from '../model/clock.ts';
import { deadline } from './deadline.ts';
import type { Environment } from './places.ts';
import { run } from './run.ts';

/** Distribution → the module it is imported as. */
const NEEDED = { grpcio: 'grpc', protobuf: 'google.protobuf', msgpack: 'msgpack' } as const;
const WELCOME = { numpy: 'numpy' } as const;

const PATIENCE: Ms = 60_000;

const QUESTION = `
import importlib, importlib.metadata, json, sys, sysconfig, warnings
warnings.simplefilter("ignore")
def package(name, module):
    try:
        importlib.import_module(module)
        return {"name": name, "version": importlib.metadata.version(name)}
    except Exception as error:
        return {"name": name, "why": type(error).__name__ + ": " + str(error)}
packages = [package(*pair) for pair in json.loads(sys.argv[1]).items()]
print(json.dumps({
    "packages": packages,
    "freeThreaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    "gil": getattr(sys, "_is_gil_enabled", lambda: True)(),
}))
`;

export interface ProbedPackage {
  readonly name: string;
  /** Undefined when it could not be imported; `why` tells. */
  readonly version?: string;
  readonly why?: string;
  readonly optional: boolean;
}

export interface ProbedPython {
  readonly packages: readonly ProbedPackage[];
  /** Whether this build can run without the GIL. */
  readonly freeThreaded: boolean;
  /** Whether it runs with the GIL, once the packages are imported: one of them may ask for it. */
  readonly gil: boolean;
}

export interface ProbeOptions {
  readonly signal: AbortSignal;
  readonly env?: Environment;
  readonly clock?: Clock;
}

/** @throws the signal's reason; an Error when it does not answer within a minute. */
export async function probePython(
  python: string,
  { signal, env = process.env, clock = realClock }: ProbeOptions,
): Promise<ProbedPython> {
  using limit = deadline(clock, PATIENCE, `asking ${python} for its packages`, signal);
  const asked = JSON.stringify({ ...NEEDED, ...WELCOME });
  const { code, stdout, tail } = await run(python, ['-c', QUESTION, asked], { env, signal: limit.signal });
  if (code !== 0) throw new Error(`${python} cannot tell its packages: ${tail.trim().split('\n').at(-1)}`);
  const answer = JSON.parse(stdout) as Omit<ProbedPython, 'packages'> & { packages: Omit<ProbedPackage, 'optional'>[] };
  return { ...answer, packages: answer.packages.map((each) => ({ ...each, optional: each.name in WELCOME })) };
}
