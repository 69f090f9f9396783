/** The zygote of a test's service: its process, and what its workers say of themselves. */
import type { RuntimeNode } from '../../src/index.ts';
import { eventually } from './eventually.ts';
import type { Service } from './service.ts';

/** Undefined while there is none. */
export function zygotePid({ runtime }: Service): number | undefined {
  const find = (node: RuntimeNode | undefined): number | undefined =>
    node?.zygote?.pid ?? node?.children?.map(find).find((pid) => pid !== undefined);
  return find(runtime.tree());
}

export function zygoteState({ runtime }: Service): string | undefined {
  return runtime.health().pools['ml']?.zygote;
}

/** Resolves with the process of a zygote that workers are forked from, another than `not`. */
export async function readyZygote(service: Service, not?: number): Promise<number> {
  await eventually(() => zygoteState(service) === 'ready' && zygotePid(service) !== not, { what: 'a zygote is ready' });
  return zygotePid(service) ?? 0;
}

export interface Whoami {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  readonly imported_by: number;
  readonly title: string;
}

export async function whoami({ pool }: Service): Promise<Whoami> {
  return (await pool.call('whoami', {})) as Whoami;
}
