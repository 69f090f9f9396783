/** What stands where there is nothing yet: why, and what would bring it. */

export function Empty({ title, children }: { readonly title: string; readonly children?: preact.ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children !== undefined && <p>{children}</p>}
    </div>
  );
}
