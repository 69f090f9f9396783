/** Which telemetry events a reader wants: what its controls have said so far. */

/** As the generated code has it. */
export interface Control {
  readonly toggle?: { readonly enabled?: boolean | null } | null;
  readonly sampling?: {
    readonly samplingRate?: number | null;
    readonly eventPatterns?: readonly string[] | null;
  } | null;
  readonly filter?: { readonly allow?: readonly string[] | null; readonly deny?: readonly string[] | null } | null;
}

export class TelemetryFilter {
  #enabled = true;
  #rate = 1;
  #sampled: readonly string[] = [];
  #allow: readonly string[] = [];
  #deny: readonly string[] = [];
  #credit = 0;

  change({ toggle, sampling, filter }: Control): void {
    if (toggle) this.#enabled = toggle.enabled ?? false;
    if (sampling) {
      this.#rate = Math.min(1, Math.max(0, sampling.samplingRate ?? 0));
      this.#sampled = sampling.eventPatterns ?? [];
    }
    if (filter) {
      this.#allow = filter.allow ?? [];
      this.#deny = filter.deny ?? [];
    }
  }

  takes(event: string): boolean {
    const isIn = (patterns: readonly string[]): boolean => patterns.some((pattern) => matches(pattern, event));
    if (!this.#enabled || isIn(this.#deny)) return false;
    if (this.#allow.length > 0 && !isIn(this.#allow)) return false;
    if (this.#sampled.length > 0 && !isIn(this.#sampled)) return true;
    // Every n-th, not by chance: a rate of 0.25 gives each fourth event.
    this.#credit += this.#rate;
    if (this.#credit < 1) return false;
    this.#credit -= 1;
    return true;
  }
}

/** `*` stands for any text: `python.*`. In time that grows with both lengths, whatever the pattern. */
function matches(pattern: string, text: string): boolean {
  let [p, t, star, mark] = [0, 0, -1, 0];
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++;
      mark = t;
    } else if (pattern[p] === text[t]) {
      p++;
      t++;
    } else if (star === -1) return false;
    else {
      p = star + 1;
      t = ++mark;
    }
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
