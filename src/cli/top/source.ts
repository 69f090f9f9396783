/** Where `top` has its numbers from: a running observer, or a runtime of its own from a config. */
import type { Observation } from '../../observe/feed/observation.ts';
import type { CommandDone, ObserverSnapshot } from '../../observe/feed/types.ts';
import { request } from '../observer-client.ts';
import type { Order } from './state.ts';

export interface Source {
  snapshot(): Promise<ObserverSnapshot>;
  /** Resolves with what was done. */
  order(order: Order): Promise<string>;
}

export function remote(address: string, signal: AbortSignal): Source {
  return {
    snapshot: async () => (await (await request(address, 'api/snapshot', signal)).json()) as ObserverSnapshot,
    order: async (order) => ((await (await request(address, 'api/act', signal, order)).json()) as CommandDone).done,
  };
}

export function local(observation: Observation): Source {
  return {
    snapshot: async () => observation.snapshot(),
    order: async (order) => observation.actions.act(order, 'vivarium top').done,
  };
}
