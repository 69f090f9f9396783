/** Light, dark, or as the system is: chosen once, remembered by the browser. */
import { signal } from '@preact/signals';

const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'vivarium.theme';
const read = (): Theme => THEMES.find((theme) => theme === localStorage.getItem(KEY)) ?? 'system';
const dark = matchMedia('(prefers-color-scheme: dark)');

/** What was chosen, and what it comes to. */
export const theme = signal<Theme>('system');
export const look = signal<'light' | 'dark'>('light');

export function applyTheme(next: Theme = read()): void {
  theme.value = next;
  localStorage.setItem(KEY, next);
  show();
}

export function followSystem(): void {
  dark.addEventListener('change', show);
}

export function nextTheme(): void {
  applyTheme(THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length]);
}

function show(): void {
  const system = dark.matches ? 'dark' : 'light';
  look.value = theme.value === 'system' ? system : theme.value;
  document.documentElement.dataset['theme'] = look.value;
}
