/** A machine's state value as the paths of its innermost states. */

/** @example statePaths({ light: { red: 'on' }, door: 'shut' }) // 'light.red.on door.shut' */
export function statePaths(value: unknown): string {
  return leaves(value, '').join(' ');
}

function leaves(value: unknown, within: string): string[] {
  if (typeof value !== 'object' || value === null) return [`${within}${String(value)}`];
  const inner = Object.entries(value);
  // A state without states of its own, beside others in a parallel one.
  if (inner.length === 0) return within === '' ? [] : [within.slice(0, -1)];
  return inner.flatMap(([state, below]) => leaves(below, `${within}${state}.`));
}
