/** The head: whose runtime this is, whether it is heard, the account of its calls, and what can be done with the page. */
import { Icon } from '../parts/icon.tsx';
import { connection } from '../state/connection.ts';
import { helpOpen } from '../state/keys.ts';
import { paused, togglePause, world } from '../state/store.ts';
import { nextTheme, theme } from '../state/theme.ts';
import { Files } from './files.tsx';
import { LedgerLine } from './ledger.tsx';

export function Head() {
  const { pid, version } = world.value;
  return (
    <header class="head">
      <h1 class="brand">
        <Logo />
        vivarium
      </h1>
      <p class="instance">
        <Signal />
        {pid !== 0 && (
          <span class="instance-facts">
            pid {pid} · {version}
          </span>
        )}
      </p>
      <LedgerLine />
      <div class="tools">
        <button type="button" class="tool" aria-pressed={paused.value} title="Pause (p)" onClick={togglePause}>
          <Icon name={paused.value ? 'play' : 'pause'} />
          <span class="hidden">{paused.value ? 'Go on' : 'Pause'}</span>
        </button>
        <Files />
        <button type="button" class="tool" title={`Theme: ${theme.value} (t)`} onClick={nextTheme}>
          <Icon name="theme" />
          <span class="hidden">Theme: {theme.value}</span>
        </button>
        <button type="button" class="tool wide-only" title="Keys (?)" onClick={() => (helpOpen.value = true)}>
          <Icon name="help" />
          <span class="hidden">Keys</span>
        </button>
      </div>
    </header>
  );
}

/** A jar with something that lives in it. */
function Logo() {
  return (
    <svg class="logo" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <path d="M5 4.500h10M6 4.500v1.600C4.600 6.900 3.500 8.400 3.500 10.500v4A2.500 2.500 0 0 0 6 17h8a2.500 2.500 0 0 0 2.500-2.500v-4c0-2.100-1.100-3.600-2.500-4.400V4.500" />
      <path
        class="sprout"
        d="M10 15v-4.500m0 1.500c0-1.900-1.200-2.800-3-2.800 0 1.900 1.200 2.800 3 2.800Zm0-1c0-1.700 1-2.600 2.700-2.600 0 1.700-1 2.600-2.700 2.600Z"
      />
    </svg>
  );
}

function Signal() {
  const now = connection.value;
  const word = paused.value ? 'paused' : now.is === 'imported' ? now.file : now.is;
  const title = now.is === 'lost' ? `${now.why}; trying again` : word;
  return (
    <span class={`signal ${paused.value ? 'paused' : now.is}`} role="status" title={title}>
      <span class="signal-word">{word}</span>
    </span>
  );
}
