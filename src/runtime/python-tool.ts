/** Finds a Python tool by the name that callers from outside use: `pool.tool`, or its bare name when one pool alone has it. */
import { unknownHostTool } from '../model/tool-errors.ts';
import type { Pool } from '../pool/pool.ts';
import { badArguments } from '../tools/request.ts';
import type { Pools } from './pools.ts';

export interface PythonTool {
  readonly pool: Pool;
  readonly tool: string;
}

/**
 * @param others names of what else could be called, for the error.
 * @throws HostToolError `VIV_UNKNOWN_TOOL`, or `VIV_BAD_ARGUMENTS` when several pools have it.
 */
export function pythonTool(pools: Pools, tool: string, others: () => readonly string[]): PythonTool {
  const handles = [...pools.handles().values()];
  const owner = handles.find(({ name }) => tool.startsWith(`${name}.`));
  if (owner !== undefined) return { pool: owner, tool: tool.slice(owner.name.length + 1) };
  const having = handles.filter((pool) => pool.specs().some(({ name }) => name === tool));
  if (having.length > 1) {
    const names = having.map(({ name }) => `${name}.${tool}`).join(' or ');
    throw badArguments(tool, `several pools have it: call ${names}`);
  }
  if (having[0] !== undefined) return { pool: having[0], tool };
  const ofPools = handles.flatMap((pool) => pool.specs().map(({ name }) => `${pool.name}.${name}`));
  throw unknownHostTool(tool, [...others(), ...ofPools]);
}
