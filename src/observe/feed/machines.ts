/** The machines that were met, by name, each with its chart: drawn once, whatever number of actors run it. */
import type { AnyActorLogic, AnyStateMachine } from '../../kernel/index.ts';
import { chartOf } from '../chart/model.ts';
import type { Chart } from '../chart/types.ts';

export class Machines {
  readonly charts = new Map<string, Chart>();
  /** By configuration, which `provide` leaves as it is; undefined for one that cannot be drawn. */
  readonly #names = new WeakMap<object, string>();
  readonly #met: (name: string, chart: Chart) => void;

  /** @param met told of each machine that is met for the first time. */
  constructor(met: (name: string, chart: Chart) => void) {
    this.#met = met;
  }

  /** Undefined for logic that is no machine. Two machines of one id are told apart: `light`, `light~2`. */
  nameOf(logic: AnyActorLogic): string | undefined {
    if (!isMachine(logic)) return undefined;
    const known = this.#names.get(logic.config);
    if (known !== undefined) return known;
    const chart = chartOf(logic);
    const name = this.#free(chart.id);
    this.#names.set(logic.config, name);
    this.charts.set(name, chart);
    this.#met(name, chart);
    return name;
  }

  #free(id: string): string {
    let name = id;
    for (let n = 2; this.charts.has(name); n++) name = `${id}~${n}`;
    return name;
  }
}

function isMachine(logic: AnyActorLogic): logic is AnyStateMachine {
  return 'root' in logic && 'config' in logic && typeof logic.config === 'object' && logic.config !== null;
}
