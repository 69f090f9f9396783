/** The runtime's tree as data: the kernel's nodes, and for each worker and zygote what its pool knows of it. */
import type { TreeNode } from '../kernel/index.ts';
import type { WorkerInfo } from '../pool/pool.ts';
import type { ZygoteInfo } from '../pool/zygote.ts';

export interface RuntimeNode extends Omit<TreeNode, 'children'> {
  readonly children?: readonly RuntimeNode[];
  readonly worker?: WorkerInfo;
  readonly zygote?: ZygoteInfo;
}

export function runtimeTree(
  nodes: readonly TreeNode[],
  workers: readonly WorkerInfo[],
  zygotes: readonly ZygoteInfo[],
): RuntimeNode[] {
  const byLife = new Map(workers.map((worker) => [`${worker.id}#${worker.incarnation}`, worker]));
  const withWorker = ({ children, ...node }: TreeNode): RuntimeNode => {
    const zygote = zygotes.find(({ id }) => id === node.id);
    const worker = byLife.get(`${node.id}#${node.incarnation}`);
    return {
      ...node,
      ...(worker === undefined ? {} : { worker }),
      ...(zygote === undefined ? {} : { zygote }),
      ...(children === undefined ? {} : { children: children.map(withWorker) }),
    };
  };
  return nodes.map(withWorker);
}
