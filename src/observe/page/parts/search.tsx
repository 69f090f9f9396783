/** The filter of a view. It lives in the address; `/` leads here. */
import { useEffect, useRef } from 'preact/hooks';
import { searchField } from '../state/keys.ts';
import { go, route } from '../state/route.ts';

export function Search({
  placeholder,
  problem,
}: {
  readonly placeholder: string;
  readonly problem?: string | undefined;
}) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    searchField.value = field.current;
    return () => {
      searchField.value = null;
    };
  }, []);
  return (
    <label class="search">
      <span class="hidden">Filter</span>
      <input
        ref={field}
        type="search"
        value={route.value.query}
        placeholder={placeholder}
        spellcheck={false}
        aria-invalid={problem !== undefined}
        onInput={(event) => go({ query: event.currentTarget.value })}
      />
      <span class="kbd" aria-hidden="true">
        /
      </span>
      {problem !== undefined && <span class="search-problem">{problem}</span>}
    </label>
  );
}
