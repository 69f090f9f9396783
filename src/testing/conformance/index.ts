/** Holding the kernel to Erlang/OTP: scenarios in JSON, run under a virtual clock, compared with what OTP did. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
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
  return parseScenario(readJson(folder, `${name}.json`));
}

/** Runs one scenario and only then reads what OTP did; `null` when the two agree, else in one line where they part. */
export function checkScenario(folder: string, name: string): string | null {
  try {
    const actual = runScenario(readScenario(folder, name));
    return compareTraces(readTrace(folder, name), actual);
  } catch (error) {
    return whyNot(error);
  }
}

/** Why a scenario could not be run, or its trace not be read, in one line. */
export function whyNot(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replaceAll(/\s*\n\s*/g, ' ');
}

function readTrace(folder: string, name: string): Trace {
  const file = `${name}.trace.json`;
  if (!existsSync(join(folder, file))) throw new Error(`there is no ${file} to compare with`);
  const trace = readJson(folder, file) as Partial<Trace> | null;
  if (!Array.isArray(trace?.groups)) throw new Error(`${file} is no trace: it has no list of groups`);
  return trace as Trace;
}

function readJson(folder: string, file: string): unknown {
  const text = readFileSync(join(folder, file), 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is no JSON: ${error instanceof Error ? error.message : error}`);
  }
}
