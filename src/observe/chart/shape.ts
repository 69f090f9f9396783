/** An SVG element as data, so that one drawing serves the page, which makes elements of it, and the terminal, which prints it. */

export interface Shape {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (Shape | string)[];
}

export function shape(tag: string, attributes: Shape['attributes'], ...children: readonly (Shape | string)[]): Shape {
  return { tag, attributes, children };
}

/** As text, everything escaped. */
export function markup(node: Shape | string): string {
  if (typeof node === 'string') return escapeText(node);
  const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}="${escapeText(String(value))}"`);
  const open = `<${node.tag}${attributes.join('')}`;
  return node.children.length === 0 ? `${open}/>` : `${open}>${node.children.map(markup).join('')}</${node.tag}>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeText = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
