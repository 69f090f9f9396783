/** The supervision tree as text, for terminals and logs. */
import type { RuntimeNode } from './tree.ts';

/** One line a node: name, incarnation, state, and what else is worth a glance. */
export function formatTree(node: RuntimeNode | undefined): string {
  if (node === undefined) return '(not running)';
  return [describe(node), ...branches(node, '')].join('\n');
}

function branches(node: RuntimeNode, indent: string): string[] {
  const children = node.children ?? [];
  return children.flatMap((child, index) => {
    const last = index === children.length - 1;
    return [
      `${indent}${last ? '└─' : '├─'} ${describe(child)}`,
      ...branches(child, `${indent}${last ? '   ' : '│  '}`),
    ];
  });
}

function describe(node: RuntimeNode): string {
  const life = node.incarnation > 1 || node.id.startsWith('worker:') ? `#${node.incarnation}` : '';
  const state = node.snapshotValue ?? (node.state === 'running' ? '' : node.state);
  const load = describeProcess(node);
  return [`${node.id}${life}`, state, load].filter((part) => part !== '').join('  ');
}

function describeProcess({ worker, zygote, agent }: RuntimeNode): string {
  if (agent !== undefined) return `pid ${agent.pid}, port ${agent.port}, ${agent.inFlight} in flight`;
  if (zygote !== undefined) return `pid ${zygote.pid}`;
  if (worker === undefined) return '';
  const { pid, lane, inFlight, spare, suspected } = worker;
  return `pid ${pid}, ${lane} lane, ${spare ? 'spare' : `${inFlight} in flight`}${suspected ? ', suspected' : ''}`;
}
