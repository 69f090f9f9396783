/** An export, line by line: read back into a world, without a server. */
import type { ActorDetail, ExportLine, ObserverDelta, ObserverSnapshot } from '../../feed/types.ts';
import { fromSnapshot, reduce } from './reduce.ts';
import type { World } from './world.ts';

/**
 * @param text JSON, one value a line, a snapshot first.
 * @throws with the line that is wrong and why.
 */
export function readExport(text: string): World {
  const lines = text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [parseLine(line, index + 1)]));
  const [first, ...rest] = lines;
  if (!isSnapshot(first))
    throw new Error('Line 1 is no snapshot: choose a file that “Export” or `vivarium observe --export` has written.');
  const details = new Map<string, ActorDetail>();
  const deltas: ObserverDelta[] = [];
  for (const line of rest) {
    if (line.type === 'detail') details.set(line.key, line.detail);
    else if (line.type !== 'snapshot') deltas.push(line);
  }
  deltas.sort((a, b) => a.seq - b.seq);
  const world = fromSnapshot(first);
  const log = deltas.length === 0 ? world.log : [];
  return { ...reduce({ ...world, log }, deltas), details };
}

function parseLine(line: string, number: number): ExportLine {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && 'type' in value) return value as ExportLine;
  } catch {
    // told below, as what is JSON and has no type
  }
  throw new Error(`Line ${number} is not of an export: it should be a JSON object with a “type”.`);
}

const isSnapshot = (line: ExportLine | undefined): line is ObserverSnapshot =>
  line?.type === 'snapshot' && Array.isArray(line.actors) && Array.isArray(line.workers);
