/** What Python said: the traceback of an adapter that could not be loaded, the stacks of threads, the end of stderr. */
import type { CrashRow } from '../../../feed/types.ts';
import { copy } from '../../io/download.ts';
import { Icon } from '../../parts/icon.tsx';
import { attempt } from '../../state/toast.ts';

export function Said({ crash: { traceback, stderrTail, stacks } }: { readonly crash: CrashRow }) {
  return (
    <>
      {traceback !== undefined && <Block title="Traceback" text={traceback} />}
      {stacks.length > 0 && (
        <Block
          title="Stacks"
          text={stacks
            .map(({ thread, frames }) =>
              [thread, ...frames.map(({ file, line, function: of }) => `  ${file}:${line} in ${of}`)].join('\n'),
            )
            .join('\n\n')}
        />
      )}
      {stderrTail.trim() !== '' && <Block title="stderr, its end" text={stderrTail} />}
    </>
  );
}

function Block({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <section class="said">
      <div class="said-head">
        <h3>{title}</h3>
        <button type="button" class="tool" title="Copy" onClick={() => attempt(copy(text))}>
          <Icon name="copy" />
          <span class="hidden">Copy: {title}</span>
        </button>
      </div>
      <pre tabIndex={0}>{text.trimEnd()}</pre>
    </section>
  );
}
