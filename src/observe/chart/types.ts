/** A machine's chart as data: plain JSON, so that it can be sent, laid out and drawn anywhere. Made from state nodes, never from raw configurations. */

export type StateType = 'atomic' | 'compound' | 'parallel' | 'final' | 'history';

export interface ChartMove {
  readonly event: string;
  /** The path of the state it leads to; absent when it stays. */
  readonly to?: string;
  /** The name of the guard that decides it. */
  readonly guard?: string;
  /** It does something on the way: assigns, sends. One that neither moves nor acts is refused by name. */
  readonly acts?: boolean;
}

export interface ChartState {
  /** Its keys from the root, joined by dots: `terminating.asked`. */
  readonly path: string;
  readonly type: StateType;
  readonly description?: string;
  /** Of a compound state: the path of the one it begins in. */
  readonly initial?: string;
  /** Its own, in the order of the machine's source. */
  readonly moves: readonly ChartMove[];
  readonly states: readonly ChartState[];
}

export interface Chart {
  /** The machine's id: `worker`. */
  readonly id: string;
  readonly initial?: string;
  readonly type: StateType;
  /** What holds in every state that does not say otherwise. */
  readonly moves: readonly ChartMove[];
  readonly states: readonly ChartState[];
}
