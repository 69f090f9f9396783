/** A value as JSON that can be opened and closed. Everything is a text node, whoever it came from. */

const FEW = 12;

export function Json({
  value,
  name,
  depth = 0,
}: {
  readonly value: unknown;
  readonly name?: string;
  readonly depth?: number;
}) {
  const key = name === undefined ? null : <span class="json-key">{name}: </span>;
  if (typeof value !== 'object' || value === null)
    return (
      <div class="json-line">
        {key}
        <span class={`json-${value === null ? 'null' : typeof value}`}>{JSON.stringify(value) ?? 'undefined'}</span>
      </div>
    );
  const entries = Object.entries(value);
  const [before, after] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0)
    return (
      <div class="json-line">
        {key}
        {before + after}
      </div>
    );
  return (
    <details class="json" open={depth < 1 || (depth < 2 && entries.length <= FEW)}>
      <summary>
        {key}
        {before}
        <span class="json-size">{entries.length}</span>
        {after}
      </summary>
      {entries.map(([field, inner]) => (
        <Json key={field} name={field} value={inner} depth={depth + 1} />
      ))}
    </details>
  );
}
