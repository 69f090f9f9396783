/** What each key does. */
import { useEffect, useRef } from 'preact/hooks';
import { BINDINGS, helpOpen } from '../state/keys.ts';

const NAMES: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

export function Help() {
  const dialog = useRef<HTMLDialogElement>(null);
  const open = helpOpen.value;
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} class="help" aria-label="Keys" onClose={() => (helpOpen.value = false)}>
      <h2>Keys</h2>
      <dl>
        {BINDINGS.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {(keys.length > 3 ? [keys[0], '–', keys.at(-1)] : keys).map((key = '') =>
                key === '–' ? key : <kbd key={key}>{NAMES[key] ?? key}</kbd>,
              )}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit" class="button">
          Close
        </button>
      </form>
    </dialog>
  );
}
