/** The observer page: starts here, in the browser. */
import { render } from 'preact';
import { App } from './app.tsx';
import { listenToKeys } from './state/keys.ts';
import { followAddress } from './state/route.ts';
import { begin } from './state/session.ts';
import { applyTheme, followSystem } from './state/theme.ts';

const root = document.getElementById('app');
if (root !== null) {
  applyTheme();
  followSystem();
  begin();
  followAddress();
  listenToKeys();
  render(<App />, root);
}
