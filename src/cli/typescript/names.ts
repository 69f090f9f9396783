/** The names of a generated file: what it imports, and a type for each definition a schema refers to. */
import { pascalCase } from './words.ts';

/** What the package has types for. */
const IMPORTABLE = ['Args', 'Tensor', 'TensorLike'] as const;
type Importable = (typeof IMPORTABLE)[number];

export class Names {
  readonly #taken: Set<string>;
  readonly #imported = new Set<Importable>();
  readonly #named = new Map<string, string>();
  readonly #declarations: string[] = [];

  /** `own`: what the file is there for. */
  constructor(own: string) {
    this.#taken = new Set([own, ...IMPORTABLE]);
  }

  get imported(): readonly Importable[] {
    return [...this.#imported].sort();
  }

  /** A type of the package, which is imported from now on. */
  import(name: Importable): string {
    this.#imported.add(name);
    return name;
  }

  /** In the order in which they were first needed. */
  get declarations(): readonly string[] {
    return this.#declarations;
  }

  /** The type's name. `key` tells definitions apart; `write` gives its text, in which the name may occur again. */
  nameOf(title: string, key: string, write: () => string): string {
    const known = this.#named.get(key);
    if (known !== undefined) return known;
    const name = this.#free(pascalCase(title));
    this.#named.set(key, name);
    const at = this.#declarations.push('') - 1; // its place is before those it needs
    this.#declarations[at] = `export type ${name} = ${write()};`;
    return name;
  }

  #free(name: string): string {
    let free = name;
    for (let number = 2; this.#taken.has(free); number++) free = `${name}${number}`;
    this.#taken.add(free);
    return free;
  }
}
