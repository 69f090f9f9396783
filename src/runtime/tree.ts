/** The runtime's tree as data: the kernel's nodes, and for each process of Python what its owner knows of it. */
import type { AgentProcessInfo } from '../agent/agent.ts';
import type { TreeNode } from '../kernel/index.ts';
import type { WorkerInfo } from '../pool/pool.ts';
import type { ZygoteInfo } from '../pool/zygote.ts';

/** What is known of the processes that live. */
export interface Processes {
  readonly workers: readonly WorkerInfo[];
  readonly zygotes: readonly ZygoteInfo[];
  readonly agents: readonly AgentProcessInfo[];
}

export interface RuntimeNode extends Omit<TreeNode, 'children'> {
  readonly children?: readonly RuntimeNode[];
  readonly worker?: WorkerInfo;
  readonly zygote?: ZygoteInfo;
  /** Of a process of an agent that takes questions. */
  readonly agent?: AgentProcessInfo;
}

export function runtimeTree(nodes: readonly TreeNode[], { workers, zygotes, agents }: Processes): RuntimeNode[] {
  const workerOf = byLife(workers);
  const agentOf = byLife(agents);
  const withProcess = ({ children, ...node }: TreeNode): RuntimeNode => {
    const life = `${node.id}#${node.incarnation}`;
    const [worker, agent] = [workerOf.get(life), agentOf.get(life)];
    const zygote = zygotes.find(({ id }) => id === node.id);
    return {
      ...node,
      ...(worker === undefined ? {} : { worker }),
      ...(zygote === undefined ? {} : { zygote }),
      ...(agent === undefined ? {} : { agent }),
      ...(children === undefined ? {} : { children: children.map(withProcess) }),
    };
  };
  return nodes.map(withProcess);
}

function byLife<Info extends { readonly id: string; readonly incarnation: number }>(
  all: readonly Info[],
): ReadonlyMap<string, Info> {
  return new Map(all.map((each) => [`${each.id}#${each.incarnation}`, each]));
}
