/** The runtime's tree as data: the kernel's nodes, and for each worker what its pool knows of it. */
import type { TreeNode } from '../kernel/index.ts';
import type { WorkerInfo } from '../pool/pool.ts';

export interface RuntimeNode extends Omit<TreeNode, 'children'> {
  readonly children?: readonly RuntimeNode[];
  readonly worker?: WorkerInfo;
}

export function runtimeTree(nodes: readonly TreeNode[], workers: readonly WorkerInfo[]): RuntimeNode[] {
  const byLife = new Map(workers.map((worker) => [`${worker.id}#${worker.incarnation}`, worker]));
  const withWorker = ({ children, ...node }: TreeNode): RuntimeNode => {
    const worker = byLife.get(`${node.id}#${node.incarnation}`);
    return {
      ...node,
      ...(worker === undefined ? {} : { worker }),
      ...(children === undefined ? {} : { children: children.map(withWorker) }),
    };
  };
  return nodes.map(withWorker);
}
