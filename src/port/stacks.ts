/** Reads the stacks that Python's `faulthandler` wrote to stderr: at a crash in native code, or because its host asked. */

/** One line of a stack. */
export interface StackFrame {
  readonly file: string;
  /** 0 when Python could not tell. */
  readonly line: number;
  readonly function: string;
}

export interface ThreadStack {
  /** `0x00007f58c86cfb80`; its name before it where Python tells one (3.14). */
  readonly thread: string;
  /** It is the one that crashed, or the one that was interrupted to write. */
  readonly current: boolean;
  /** From the outermost to the innermost. Empty: it ran no Python. */
  readonly frames: readonly StackFrame[];
}

const THREAD = /^(Current thread|Thread) (0x[0-9a-f]+)(?: \[([^\]]*)\])? \(most recent call first\):$/;
const FRAME = /^ {2}File "(.*)", line (\d+|\?\?\?) in (.*)$/;

/** The stacks of the last dump in a text that may hold anything else, and may begin in the middle of one. */
export function readStacks(text: string): ThreadStack[] {
  const stacks = new Map<string, { current: boolean; frames: StackFrame[] }>();
  let frames: StackFrame[] | undefined;
  for (const line of text.split('\n')) {
    const [, which, id = '', name] = THREAD.exec(line) ?? [];
    const [, file = '', at = '', called = ''] = FRAME.exec(line) ?? [];
    if (which !== undefined) {
      const thread = name === undefined ? id : `${name} ${id}`;
      if (stacks.has(thread)) stacks.clear(); // a later dump
      frames = [];
      stacks.set(thread, { current: which === 'Current thread', frames });
    } else if (called !== '') frames?.unshift({ file, line: at === '???' ? 0 : Number(at), function: called });
    else frames = undefined;
  }
  return [...stacks].map(([thread, stack]) => ({ thread, ...stack }));
}

/** Ours (with the `__main__.py` that starts it), Python's, and what has no file. */
const NOT_THE_USERS =
  /[\\/]vivarium_worker[\\/]|[\\/]python[\\/]__main__\.py$|[\\/]lib[\\/]python3\.\d+[\\/](?!site-packages|dist-packages)|^</;

/** Where the user's code was: its innermost frame, of the thread that crashed if that ran any. */
export function userFrame(stacks: readonly ThreadStack[]): StackFrame | undefined {
  const inOrder = [...stacks].sort((a, b) => Number(b.current) - Number(a.current));
  return inOrder.map(({ frames }) => frames.findLast(({ file }) => !NOT_THE_USERS.test(file))).find(Boolean);
}
