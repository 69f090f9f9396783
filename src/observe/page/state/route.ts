/** The address and what is looked at, kept the same: links, the back button and reloads work. */
import { signal } from '@preact/signals';
import { formatRoute, parseRoute, type Route } from '../model/route.ts';

export const route = signal<Route>(parseRoute(''));

export function followAddress(): void {
  const read = (): void => {
    route.value = parseRoute(location.hash);
  };
  addEventListener('hashchange', read);
  read();
}

/** Another view is a step back can undo; another filter is not. */
export function go(change: Partial<Route>): void {
  const next = { ...route.value, ...change };
  const hash = formatRoute(next);
  const step = change.view !== undefined && change.view !== route.value.view;
  if (step) history.pushState(null, '', hash);
  else history.replaceState(null, '', hash);
  route.value = next;
}
