/** Prometheus text as Prometheus' own parser reads it. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { python } from '../support/python.ts';

export interface ParsedFamily {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly samples: readonly {
    readonly name: string;
    readonly labels: Record<string, string>;
    readonly value: string;
  }[];
}

const SCRIPT = fileURLToPath(new URL('../fixtures/observe/parse_metrics.py', import.meta.url));

export function parsed(text: string): ParsedFamily[] {
  const { status, stdout, stderr } = spawnSync(python(), [SCRIPT], { input: text, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the text is not Prometheus': ${stderr}`);
  return JSON.parse(stdout) as ParsedFamily[];
}

/** The value of one sample; undefined when there is none. */
export function sampleOf(
  families: readonly ParsedFamily[],
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | undefined {
  const wanted = Object.entries(labels);
  const samples = families.flatMap((family) => family.samples).filter((sample) => sample.name === name);
  const found = samples.find((sample) => wanted.every(([label, value]) => sample.labels[label] === value));
  return found === undefined ? undefined : Number(found.value);
}
