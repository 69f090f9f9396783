/** The last thing that was done or refused, for a few seconds; screen readers hear it. */
import { Mark } from '../parts/mark.tsx';
import { toast } from '../state/toast.ts';

export function Toast() {
  const said = toast.value;
  return (
    <div class="toast" role="status" aria-live="polite">
      {said !== undefined && (
        <p>
          <Mark tone={said.ok ? 'live' : 'failing'} />
          {said.says}
        </p>
      )}
    </div>
  );
}
