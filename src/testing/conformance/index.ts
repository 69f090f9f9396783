/** Holding the kernel to Erlang/OTP: scenarios in JSON, run under a virtual clock, compared with what OTP did. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compareTraces } from './compare.ts';
import { parseScenario, type Scenario, type Trace } from './format.ts';
import { runScenario } from './run.ts';

export { compareTraces } from './compare.ts';
export { parseScenario, type Scenario, type Trace } from './format.ts';
export { runScenario } from './run.ts';

/** Names of the scenarios in a folder, in order. */
export function scenariosIn(folder: string): string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json') && !file.endsWith('.trace.json'));
  return files.map((file) => basename(file, '.json')).sort();
}

export function readScenario(folder: string, name: string): Scenario {
  return parseScenario(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')));
}

/** Runs one scenario and only then reads what OTP did; `null` when the two agree, else where they part. */
export function checkScenario(folder: string, name: string): string | null {
  try {
    const actual = runScenario(readScenario(folder, name));
    const expected = JSON.parse(readFileSync(join(folder, `${name}.trace.json`), 'utf8')) as Trace;
    return compareTraces(expected, actual);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
