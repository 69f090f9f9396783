/** A service of its own that needs Python: says in JSON lines what goes on and how it ended. Argument: ensurePythonEnv's options. */
import { ensurePythonEnv } from '../../src/python/index.ts';

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

const options = JSON.parse(process.argv[2] ?? '{}') as { cacheDir: string; env: Record<string, string> };
say(await ensurePythonEnv({ ...options, onProgress: (progress) => say({ progress }) }));
