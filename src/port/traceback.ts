/** Reads the traceback that Python writes to stderr when it ends of an exception that nobody caught. */
import type { PythonFailure, PythonFrame } from '../model/call-errors.ts';

const HEAD = 'Traceback (most recent call last):';
const FRAME = /^ {2}File "(.*)", line (\d+), in (.*)$/;
/** Its code, the marks under it (`^^^^`), and what stands for frames that repeat. */
const DETAIL = /^ {2,}\S/;
/** `ValueError: no such model`, `my.package.Broken`; then perhaps more lines of its message. */
const RAISED = /^([A-Za-z_][\w.]*)(?:: (.*))?$/;

/** The last traceback of a text that may hold anything else; undefined when there is none, or not the whole of it. */
export function readTraceback(text: string): PythonFailure | undefined {
  const lines = text.split('\n');
  const head = lines.lastIndexOf(HEAD);
  if (head === -1 || /^Exception (?:in thread|ignored)/.test(lines[head - 1] ?? '')) return undefined;
  const frames: PythonFrame[] = [];
  for (const [place, line] of lines.entries()) {
    if (place <= head) continue;
    const [, file, at, called = ''] = FRAME.exec(line) ?? [];
    if (file !== undefined) frames.push({ file, line: Number(at), function: called, code: codeUnder(lines, place) });
    else if (!DETAIL.test(line)) return failure(line, lines.slice(head, place + 1), frames);
  }
  return undefined;
}

/** Empty where Python could not find the source. */
function codeUnder(lines: readonly string[], place: number): string {
  const next = lines[place + 1] ?? '';
  return next.startsWith('    ') ? next.trim() : '';
}

function failure(
  line: string,
  traceback: readonly string[],
  frames: readonly PythonFrame[],
): PythonFailure | undefined {
  const [, raised, message = ''] = RAISED.exec(line) ?? [];
  if (raised === undefined || frames.length === 0) return undefined;
  const dot = raised.lastIndexOf('.');
  const [module, type] = dot === -1 ? ['builtins', raised] : [raised.slice(0, dot), raised.slice(dot + 1)];
  return { type, message, module, traceback: `${traceback.join('\n')}\n`, frames };
}
