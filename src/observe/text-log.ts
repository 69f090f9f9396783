/** Log lines for people who watch a terminal, on stderr: `10:04:05.123 warn  worker:ml/1 call 7: no such file`. */
import { realClock } from '../model/clock.ts';
import type { Facts } from '../model/errors.ts';
import type { Log, LogLevel } from '../model/log.ts';

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** One line for each sentence, from this level on; what a Python exception or an error of ours has behind it follows. */
export function textLog(least: LogLevel | 'silent'): Log {
  const isLevelEnabled = (level: LogLevel): boolean =>
    least !== 'silent' && LEVELS.indexOf(level) >= LEVELS.indexOf(least);
  const line = (level: LogLevel) => (facts: Facts, message: string) => {
    if (!isLevelEnabled(level)) return;
    const time = new Date(realClock.wall()).toISOString().slice(11, 23);
    process.stderr.write(`${time} ${level.padEnd(5)} ${whose(facts, message)}${message}${behind(facts)}\n`);
  };
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error'), isLevelEnabled };
}

/** `worker:ml/1 session user-42 call 7: `, of which the sentence says nothing itself. */
function whose({ worker, session, call }: Facts, message: string): string {
  const named = Object.entries({ session, call }).map(([what, which]) => (which === undefined ? [] : [what, which]));
  const words = [typeof worker === 'string' && !message.includes(worker) ? worker : [], ...named].flat();
  return words.length === 0 ? '' : `${words.join(' ')}: `;
}

function behind({ traceback, err }: Facts): string {
  const stack = typeof err === 'object' && err !== null && 'stack' in err ? err.stack : undefined;
  const text = traceback ?? stack;
  return typeof text === 'string' && text !== '' ? `\n${text.trimEnd()}` : '';
}
