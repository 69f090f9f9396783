/** The keyboard: one table of what each key does, which the help lists. */
import { signal } from '@preact/signals';
import { VIEWS } from '../model/route.ts';
import { cursor, list, moveCursor } from './cursor.ts';
import { go, route } from './route.ts';
import { togglePause } from './store.ts';
import { nextTheme } from './theme.ts';

export const helpOpen = signal(false);
export const searchField = signal<HTMLInputElement | null>(null);

interface Binding {
  readonly keys: readonly string[];
  readonly does: string;
  run(key: string): void;
}

export const BINDINGS: readonly Binding[] = [
  {
    keys: ['1', '2', '3', '4', '5', '6', '7'],
    does: `views: ${VIEWS.join(', ')}`,
    run: (key) => openView(Number(key)),
  },
  { keys: ['j', 'ArrowDown'], does: 'next row', run: () => moveCursor(1) },
  { keys: ['k', 'ArrowUp'], does: 'previous row', run: () => moveCursor(-1) },
  {
    keys: ['l', 'ArrowRight'],
    does: 'open a supervisor’s children',
    run: () => list.value?.fold?.(cursor.value, true),
  },
  { keys: ['h', 'ArrowLeft'], does: 'close them', run: () => list.value?.fold?.(cursor.value, false) },
  { keys: ['Enter'], does: 'look at the row', run: () => list.value?.open(cursor.value) },
  { keys: ['/'], does: 'filter', run: () => searchField.value?.focus() },
  { keys: ['Escape'], does: 'leave what is open', run: () => leave() },
  { keys: ['p'], does: 'pause, go on', run: () => togglePause() },
  { keys: ['t'], does: 'theme: system, light, dark', run: () => nextTheme() },
  { keys: ['?'], does: 'this help', run: () => toggleHelp() },
];

function openView(number: number): void {
  const view = VIEWS[number - 1];
  if (view !== undefined) go({ view, query: '' });
}

const toggleHelp = (): void => {
  helpOpen.value = !helpOpen.value;
};

function leave(): void {
  if (helpOpen.value) helpOpen.value = false;
  else if (route.value.actor !== undefined) go({ actor: undefined });
  else if (route.value.query !== '') go({ query: '' });
}

export function listenToKeys(): void {
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { target } = event;
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
      if (event.key === 'Escape') target.blur();
      return;
    }
    // A focused button is pressed by Enter, as everywhere.
    if (event.key === 'Enter' && target instanceof HTMLElement && target.closest('button, a, summary') !== null) return;
    const binding = BINDINGS.find(({ keys }) => keys.includes(event.key));
    if (binding === undefined) return;
    event.preventDefault();
    binding.run(event.key);
  });
}
