/** The page's icons: 16 px, one stroke, the colour of the text. */
import type { View } from '../model/route.ts';

const PATHS = {
  tree: 'M3 3h4v3H3zM9 8h4v3H9zM5 6v3.5h4M5 9v5h4M9 12.5h4v3H9z',
  workers: 'M2.5 3.5h11v4h-11zM2.5 9.5h11v4h-11zM5 5.5h.01M5 11.5h.01',
  calls: 'M2 4h6M5 8h7M8 12h6',
  sequence: 'M4 2v12M12 2v12M4 6h7m-2-2 2 2-2 2M12 11H5',
  crashes: 'M8 2.5 14.5 13.5h-13zM8 6.5v3.5M8 11.8h.01',
  log: 'M3 4h10M3 8h10M3 12h6',
  faults: 'M9 1.5 4 9h4l-1 5.5L12 7H8z',
  theme: 'M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11',
  help: 'M6 6a2 2 0 1 1 2.8 1.9c-.6.3-.8.6-.8 1.3M8 11.8h.01M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3v10l8-5z',
  close: 'm4 4 8 8m0-8-8 8',
  export: 'M8 2v8m-3-3 3 3 3-3M3 13.5h10',
  import: 'M8 10V2M5 5l3-3 3 3M3 13.5h10',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  map: 'M2 8h3m0 0 4-4.5h4.5M5 8h8.500M5 8l4 4.500h4.500',
  rows: 'M2.500 4h11M5 8h8.500M5 12h8.500',
} as const satisfies Readonly<Record<View | string, string>>;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
