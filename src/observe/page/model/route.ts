/** What is looked at, as the address after `#`: `#/log?actor=…&q=type:exit`. A link to it shows the same. */

export const VIEWS = ['tree', 'workers', 'calls', 'sequence', 'crashes', 'log', 'faults'] as const;
export type View = (typeof VIEWS)[number];

export interface Route {
  readonly view: View;
  /** Key of the actor whose pane is open. */
  readonly actor: string | undefined;
  /** The filter of the log, or what is searched for. */
  readonly query: string;
}

export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const fields = new URLSearchParams(search);
  const view = VIEWS.find((name) => name === path) ?? 'tree';
  return { view, actor: fields.get('actor') ?? undefined, query: fields.get('q') ?? '' };
}

export function formatRoute({ view, actor, query }: Route): string {
  const fields = new URLSearchParams();
  if (actor !== undefined) fields.set('actor', actor);
  if (query !== '') fields.set('q', query);
  const search = fields.toString();
  return `#/${view}${search === '' ? '' : `?${search}`}`;
}
