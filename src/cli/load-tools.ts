/** `--tools FILE`: a module's host tools. It exports `tools`, or a default object of them, or each under its name. */
import { extname, resolve } from 'node:path';
import { BadConfig } from '../model/errors.ts';
import { type HostTool, isHostTool } from '../tools/host-tool.ts';
import { defaultOf, loadModule, MODULES } from './load-module.ts';
import { UsageError } from './usage.ts';

export const TOOLS_WORD = [
  '--tools FILE',
  'host tools for Python to call: a .ts or .mjs file that exports tools',
] as const;

/** @throws UsageError, BadConfig naming what is no tool */
export async function loadTools(path: string | undefined): Promise<Readonly<Record<string, HostTool>>> {
  if (path === undefined) return {};
  if (!MODULES.includes(extname(path)))
    throw new UsageError(`${path} is no file of tools: it ends in ${MODULES.join(', ')}`);
  const module = await loadModule(resolve(path), path);
  const listed = module['tools'] ?? defaultOf(module);
  if (listed === undefined) return exportedTools(module, path);
  if (typeof listed !== 'object' || listed === null)
    throw new BadConfig(`${path}: tools`, listed, 'an object of tools by name');
  for (const [name, tool] of Object.entries(listed))
    if (!isHostTool(tool)) throw new BadConfig(`${path}: tools.${name}`, tool, 'what tool({ … }) returns');
  return listed as Readonly<Record<string, HostTool>>;
}

function exportedTools(module: object, path: string): Readonly<Record<string, HostTool>> {
  const tools = Object.entries(module).filter((entry): entry is [string, HostTool] => isHostTool(entry[1]));
  if (tools.length > 0) return Object.fromEntries(tools);
  throw new UsageError(`${path} has no tools: export const tools = { name: tool({ … }) }`);
}
