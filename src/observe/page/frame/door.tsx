/** Where one stands without a token: it can be entered, or an export looked at instead. */
import { useState } from 'preact/hooks';
import { connectWith } from '../state/session.ts';
import { ImportButton } from './files.tsx';
import { Toast } from './toast.tsx';

export function Door({ why }: { readonly why: string }) {
  const [secret, setSecret] = useState('');
  return (
    <main class="door">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          connectWith(secret.trim());
        }}
      >
        <h1>vivarium observer</h1>
        <p>{why}</p>
        {location.protocol !== 'file:' && (
          <>
            <label for="token">Token</label>
            <div class="door-row">
              <input
                id="token"
                type="password"
                autocomplete="off"
                required
                value={secret}
                onInput={(event) => setSecret(event.currentTarget.value)}
              />
              <button type="submit" class="button primary">
                Connect
              </button>
            </div>
            <p class="soft">The terminal in which the observer was started has printed an address with it.</p>
          </>
        )}
        <hr />
        <p>An export of a run needs neither a token nor a server.</p>
        <ImportButton class="button">Look at an export</ImportButton>
      </form>
      <Toast />
    </main>
  );
}
