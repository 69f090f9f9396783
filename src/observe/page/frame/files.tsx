/** Export what is remembered as JSON lines; look at such a file in place of the stream. */
import { useRef } from 'preact/hooks';
import { download } from '../io/download.ts';
import { fetchExport } from '../io/request.ts';
import { Icon } from '../parts/icon.tsx';
import { connection } from '../state/connection.ts';
import { leaveFile, showFile, token } from '../state/session.ts';
import { world } from '../state/store.ts';
import { attempt } from '../state/toast.ts';

const save = async (): Promise<void> => download(`vivarium-${world.value.instance}.jsonl`, await fetchExport(token()));

export function Files() {
  if (connection.value.is === 'imported')
    return (
      <button type="button" class="tool" title="Back to the stream" onClick={leaveFile}>
        <Icon name="close" />
        <span class="hidden">Leave the file</span>
      </button>
    );
  return (
    <>
      <button type="button" class="tool" title="Export as JSON lines" onClick={() => attempt(save())}>
        <Icon name="export" />
        <span class="hidden">Export</span>
      </button>
      <ImportButton class="tool" />
    </>
  );
}

export function ImportButton({ class: look, children }: { readonly class: string; readonly children?: string }) {
  const field = useRef<HTMLInputElement>(null);
  const chosen = (): void => {
    const file = field.current?.files?.[0];
    if (file !== undefined) attempt(showFile(file));
  };
  return (
    <>
      <button type="button" class={look} title="Look at an export" onClick={() => field.current?.click()}>
        <Icon name="import" />
        {children ?? <span class="hidden">Import</span>}
      </button>
      <input
        ref={field}
        type="file"
        accept=".jsonl,.json,.ndjson"
        hidden
        aria-label="Export to look at"
        onChange={chosen}
      />
    </>
  );
}
