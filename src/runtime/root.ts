/** The root of a runtime's tree: whoever comes later needs those before, so it goes down with them and starts after them. */
import { type ChildSpec, child, supervise } from '../kernel/index.ts';

export function root(children: readonly ChildSpec[]): ChildSpec {
  return child('runtime', supervise({ strategy: 'rest_for_one', children }));
}
