/** The buttons of an actor: what the token allows to be done to it. */
import { type Action, perform } from '../state/commands.ts';

export function Actions({ of, who }: { readonly of: readonly Action[]; readonly who: string }) {
  if (of.length === 0) return null;
  return (
    <div class="actions" role="group" aria-label={`What may be done to ${who}`}>
      {of.map(({ label, hint, command, harsh }) => (
        <button
          key={label}
          type="button"
          class={`button${harsh ? ' harsh' : ''}`}
          title={hint}
          aria-label={`${label} ${who}`}
          onClick={() => perform(command)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
