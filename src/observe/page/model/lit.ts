/** The states that an actor is in, with those around them: what is lit in its chart. */

/** @param value paths of the innermost, joined by a blank: `terminating.asked` lights `terminating` too. */
export function litStates(value: string | undefined): ReadonlySet<string> {
  const lit = new Set<string>();
  for (const path of value?.split(' ') ?? []) {
    const keys = path.split('.');
    keys.forEach((_, depth) => {
      lit.add(keys.slice(0, depth + 1).join('.'));
    });
  }
  return lit;
}
