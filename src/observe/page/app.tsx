/** The page's frame: head, rail, the view that is looked at, the actor's pane beside it. */
import { useEffect } from 'preact/hooks';
import { Door } from './frame/door.tsx';
import { Head } from './frame/head.tsx';
import { Help } from './frame/help.tsx';
import { Rail } from './frame/rail.tsx';
import { Toast } from './frame/toast.tsx';
import type { View } from './model/route.ts';
import { Pane } from './pane/pane.tsx';
import { connection } from './state/connection.ts';
import { followDetail } from './state/detail.ts';
import { route } from './state/route.ts';
import { CallsView } from './views/calls.tsx';
import { CrashesView } from './views/crashes.tsx';
import { FaultsView } from './views/faults.tsx';
import { LogView } from './views/log.tsx';
import { SequenceView } from './views/sequence.tsx';
import { TreeView } from './views/tree.tsx';
import { WorkersView } from './views/workers.tsx';

const SHOWN: Readonly<Record<View, () => preact.JSX.Element>> = {
  tree: TreeView,
  workers: WorkersView,
  calls: CallsView,
  sequence: SequenceView,
  crashes: CrashesView,
  log: LogView,
  faults: FaultsView,
};

export function App() {
  useEffect(followDetail, []);
  if (connection.value.is === 'refused') return <Door why={connection.value.why} />;
  const { view, actor } = route.value;
  const Shown = SHOWN[view];
  return (
    <div class={actor === undefined ? 'app' : 'app with-pane'}>
      <Head />
      <Rail />
      <main key={view}>
        <Shown />
      </main>
      {actor !== undefined && <Pane key={actor} actorKey={actor} />}
      <Help />
      <Toast />
    </div>
  );
}
