/** At most so many workers start at once: a fork storm makes every one of them slow, and imports are CPU work. */

export interface SpawnGate {
  /** Calls `go` now or when it is this one's turn. The pass is given back once, whether or not `go` has been called. */
  enter(go: () => void): Pass;
}

export interface Pass {
  leave(): void;
}

export function createSpawnGate(width: number): SpawnGate {
  const waiting = new Set<() => void>();
  let inside = 0;
  const next = (): void => {
    for (const go of waiting) {
      if (inside >= width) return;
      waiting.delete(go);
      inside += 1;
      go();
    }
  };
  return {
    enter(go) {
      waiting.add(go);
      next();
      let left = false;
      return {
        leave() {
          if (left) return;
          left = true;
          if (!waiting.delete(go)) inside -= 1;
          next();
        },
      };
    },
  };
}
