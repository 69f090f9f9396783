/** Words of Python as words of TypeScript: names, keys, literals, comments. */

/** `my-tool_2` → `MyTool2` */
export function pascalCase(text: string): string {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const name = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
  return /^\p{L}/u.test(name) ? name : `T${name}`;
}

export function stringLiteral(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** A property's or method's name, in quotes where it has to be. `new(…)` would be a constructor. */
export function memberName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) && name !== 'new' ? name : stringLiteral(name);
}

/** Nothing when there is nothing to say. */
export function docComment(text: string, indent: string): string {
  const lines = text.trim().replaceAll('*/', '*\\/').split('\n');
  if (lines.length === 1) return lines[0] === '' ? '' : `${indent}/** ${lines[0]} */\n`;
  const body = lines.map((line) => `${indent} * ${line.trim()}`.trimEnd());
  return [`${indent}/**`, ...body, `${indent} */`, ''].join('\n');
}
