/** Says in words how a process ended: the first line of every crash report. */

export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last signal the host sent to it. */
  readonly sent?: NodeJS.Signals | undefined;
}

const SIGNALS: Partial<Record<NodeJS.Signals, string>> = {
  SIGKILL: 'kill -9, or the system ran out of memory',
  SIGSEGV: 'a crash in native code',
  SIGBUS: 'a crash in native code, or a mapped file or shared memory that ran out of room',
  SIGABRT: 'native code gave up: a failed assertion or damaged memory',
  SIGILL: 'native code used an instruction this CPU lacks: a package built for another machine',
  SIGFPE: 'native code divided by zero',
  SIGSYS: 'a system call the sandbox forbids',
  SIGXCPU: 'its CPU time limit is reached',
  SIGXFSZ: 'its file size limit is reached',
  SIGTERM: 'asked to end from outside',
  SIGINT: 'interrupted from outside',
  SIGHUP: 'its terminal was closed',
};

const CODES: Record<number, string> = {
  0: 'it ended by itself without an error',
  1: 'usually a Python error that nobody caught: see its stderr',
  2: 'usually a wrong command line or a script that could not be opened: see its stderr',
  64: 'a worker that no host started',
  69: 'its port cannot be bound: see its stderr',
  70: 'it lost its host',
  71: 'a fault of the worker itself: see its stderr',
  77: 'its host refused it: see its stderr',
  78: 'its adapter or agent could not be loaded: see its stderr',
  120: 'Python could not write out its last output',
  126: 'the program may not be executed',
  127: 'the program, or one it needs to start, was not found',
};

/** For example `killed by SIGKILL (kill -9, or the system ran out of memory)` or `exited with code 3`. */
export function explainExit({ code, signal, sent }: ProcessEnd): string {
  if (signal !== null) return withReason(`killed by ${signal}`, signal === sent ? 'sent by its host' : SIGNALS[signal]);
  if (code === null) return 'ended in a way nobody could tell: its zygote, which is told, had ended before it';
  return withReason(`exited with code ${code}`, CODES[code] ?? insideShell(code));
}

/** A shell that runs a program reports its death by signal n as 128 + n. */
function insideShell(code: number): string | undefined {
  const signals: Record<number, string> = { 134: 'SIGABRT', 137: 'SIGKILL', 139: 'SIGSEGV', 143: 'SIGTERM' };
  const name = signals[code];
  return name && `a program it ran through a shell was killed by ${name}`;
}

function withReason(what: string, why: string | undefined): string {
  return why === undefined ? what : `${what} (${why})`;
}
