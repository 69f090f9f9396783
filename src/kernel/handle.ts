/** Top-level actors: they have no supervisor, only a handle that says how they fare. */
import type { AnyActorRef } from 'xstate';
import { VivariumError } from '../model/errors.ts';
import { type ExitReason, formatExit } from '../model/exit.ts';
import type { Kernel } from './kernel.ts';
import type { Owner } from './owner.ts';
import { Process } from './process.ts';
import type { ChildSpec } from './spec.ts';
import type { Handle } from './system.ts';

export function topLevel(kernel: Kernel, root: AnyActorRef, top: Map<string, Process>, spec: ChildSpec): Handle {
  let up: () => void = () => undefined;
  let failed: (error: VivariumError) => void = () => undefined;
  let down: (reason: ExitReason) => void = () => undefined;
  const ready = new Promise<void>((resolve, reject) => {
    up = resolve;
    failed = reject;
  });
  ready.catch(() => undefined); // nobody has to wait for it
  const exited = new Promise<ExitReason>((resolve) => {
    down = resolve;
  });
  const owner: Owner = {
    path: '',
    ref: root,
    started: () => up(),
    ended(process, outcome, reason) {
      if (top.get(spec.id) === process) top.delete(spec.id);
      if (outcome === 'failed') failed(startFailed(process.path, reason));
      else up();
      down(reason);
    },
  };
  const process = new Process(kernel, owner, spec, { key: spec.id, life: 1, incarnation: 1 });
  top.set(spec.id, process);
  kernel.turn(() => process.begin());
  return {
    get ref() {
      return process.self();
    },
    path: process.path,
    ready,
    exited,
    stop(reason = 'shutdown') {
      kernel.turn(() => process.order(reason, spec.shutdown));
      return exited;
    },
    kill() {
      kernel.turn(() => process.kill());
      return exited;
    },
  };
}

function startFailed(path: string, reason: ExitReason): VivariumError {
  const cause = typeof reason === 'string' ? undefined : reason.error;
  const facts = { path, reason: typeof reason === 'string' ? reason : reason.crash };
  return new VivariumError('VIV_START_FAILED', `${path} did not start: ${formatExit(reason)}`, facts, { cause });
}
