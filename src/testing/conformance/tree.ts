/** The tree as OTP's driver sees it: by asking each supervisor for its children, so a busy one is waited for. */
import { type AnyActorRef, askSupervisor, type ChildInfo } from '../../kernel/index.ts';
import { templateOf } from './build.ts';
import type { Answer, Json } from './format.ts';
import type { Stage } from './stage.ts';

/** The tree from the root; `null` when that is gone. */
export function askTree(stage: Stage, answer: Answer): void {
  const root = stage.alive('root');
  if (root === undefined) answer(null);
  else askNode(stage, 'root', root, answer);
}

function askNode(stage: Stage, id: string, ref: AnyActorRef, answer: Answer): void {
  const running = { id, state: 'running', n: stage.numberOf(ref) };
  if (stage.scriptOf(ref) !== undefined) return answer(running);
  const dynamic = templateOf(stage.supervisors.get(stage.pathOf(ref))) !== undefined;
  const withChildren = (infos: readonly ChildInfo[]): void => {
    const sorted = dynamic ? [...infos].sort((a, b) => (a.id < b.id ? -1 : 1)) : infos;
    askAll(stage, sorted, dynamic, [], (children) => answer({ ...running, children }));
  };
  askSupervisor(
    ref,
    { type: 'which_children' },
    (result) => withChildren(result as readonly ChildInfo[]),
    () => withChildren([]),
  );
}

/** One child after another, as each may have to be waited for. */
function askAll(
  stage: Stage,
  infos: readonly ChildInfo[],
  dynamic: boolean,
  nodes: readonly Json[],
  answer: Answer,
): void {
  const [first, ...others] = infos;
  if (first === undefined) return answer(nodes);
  const { id, child } = first;
  const next = (node: Json): void => askAll(stage, others, dynamic, [...nodes, node], answer);
  if (child === null) next({ id, state: 'stopped' });
  else if (child === 'restarting') next({ id: dynamic ? null : id, state: 'restarting' });
  else askNode(stage, id, child, next);
}
