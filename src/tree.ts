/** The runtime's tree as data: the kernel's nodes, and for each worker what its pool knows of it. */
import type { TreeNode } from './kernel/index.ts';
import type { WorkerInfo } from './pool/pool.ts';

export interface RuntimeNode extends Omit<TreeNode, 'children'> {
  readonly children?: readonly RuntimeNode[];
  readonly worker?: WorkerInfo;
}

export function runtimeTree({ children, ...node }: TreeNode, workers: ReadonlyMap<string, WorkerInfo>): RuntimeNode {
  const worker = workers.get(node.id);
  return {
    ...node,
    ...(worker === undefined || worker.incarnation !== node.incarnation ? {} : { worker }),
    ...(children === undefined ? {} : { children: children.map((child) => runtimeTree(child, workers)) }),
  };
}
