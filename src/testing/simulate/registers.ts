/**
 * Whether what readers and writers of one variable saw can be explained by doing their operations one after another,
 * each between its beginning and its end: linearizable, by trying (Wing and Gong, with what was tried remembered).
 */

export interface Operation {
  readonly kind: 'set' | 'get' | 'delete';
  /** Places in the order of events; `to` is Infinity when it never ended. */
  readonly from: number;
  readonly to: number;
  /** What was written, or read (undefined: nothing was there). */
  readonly value: number | undefined;
  /** A write's new version. */
  readonly version: number | undefined;
  /** Of `delete`: whether it was there. */
  readonly existed: boolean | undefined;
  /** It failed: perhaps it was done, perhaps not. */
  readonly unsure: boolean;
}

interface State {
  readonly value: number | undefined;
  readonly version: number;
}

const ABSENT: State = { value: undefined, version: 0 };

export function linearizable(operations: readonly Operation[]): boolean {
  const tried = new Set<string>();
  const done = new Array<boolean>(operations.length).fill(false);

  function explain(state: State): boolean {
    const left = operations.filter((_, index) => !done[index]);
    if (left.every(({ unsure }) => unsure)) return true;
    const key = `${done.map(Number).join('')} ${state.value} ${state.version}`;
    if (tried.has(key)) return false;
    tried.add(key);
    const first = Math.min(...left.map(endOf));
    for (const [index, operation] of operations.entries()) {
      if (done[index] || operation.from > first) continue;
      const next = after(state, operation);
      if (next === undefined) continue;
      done[index] = true;
      if (explain(next)) return true;
      done[index] = false;
    }
    return false;
  }

  return explain(ABSENT);
}

const endOf = ({ to, unsure }: Operation): number => (unsure ? Number.POSITIVE_INFINITY : to);

/** Undefined: what it saw is not what it would have seen now. */
function after(state: State, { kind, value, version, existed, unsure }: Operation): State | undefined {
  switch (kind) {
    case 'get':
      return value === state.value ? state : undefined;
    case 'set':
      return unsure || version === state.version + 1 ? { value, version: state.version + 1 } : undefined;
    case 'delete':
      return unsure || existed === state.version > 0 ? ABSENT : undefined;
  }
}
