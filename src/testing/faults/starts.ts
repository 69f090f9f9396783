/** Starts that are to go wrong: the next so many of a pool fail, or take longer. */
import type { Ms } from '../../model/clock.ts';
import { VivariumError } from '../../model/errors.ts';
import type { Injection } from './injection.ts';
import type { Fault } from './plan.ts';

export type StartFault = Extract<Fault, { readonly pool: string }>;

interface Hindered {
  readonly fault: StartFault;
  readonly injection: Injection;
  left: number;
}

export class Starts {
  readonly #hindered = new Set<Hindered>();

  hinder(fault: StartFault, injection: Injection): void {
    const hindered = { fault, injection, left: fault.count };
    this.#hindered.add(hindered);
    injection.onUndo(() => this.#hindered.delete(hindered));
  }

  /**
   * A worker is started: what that costs beside its usual time.
   *
   * @throws VivariumError `VIV_START_FAILED` when this start is one that fails.
   */
  slowedBy(worker: string): Ms {
    let slowMs = 0;
    for (const hindered of this.#hindered) {
      const { fault } = hindered;
      if (!worker.startsWith(`worker:${fault.pool}/`)) continue;
      count(hindered);
      if (fault.kind === 'fail_starts')
        throw new VivariumError('VIV_START_FAILED', `${worker} was not started: a fault made on purpose`, { worker });
      slowMs += fault.ms;
    }
    return slowMs;
  }
}

function count(hindered: Hindered): void {
  hindered.injection.hit();
  hindered.left -= 1;
  if (hindered.left === 0) hindered.injection.undo();
}
