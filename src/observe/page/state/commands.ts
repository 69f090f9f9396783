/** What the reader may have done to the runtime: the buttons of an actor, and how they are carried out. */
import type { OfferedFault } from '../../feed/commands.ts';
import type { ActorRow, CommandName, ObserverCommand } from '../../feed/types.ts';
import { act } from '../io/request.ts';
import { may } from './connection.ts';
import { token } from './session.ts';
import { attempt, say } from './toast.ts';

export interface Action {
  readonly label: string;
  /** What it does, for those who wonder. */
  readonly hint: string;
  readonly command: ObserverCommand;
  readonly harsh: boolean;
}

/** Undefined targets nothing: supervisors other than pools have no actions. */
export function actionsOf({ id }: Pick<ActorRow, 'id'>): Action[] {
  const target = id;
  const all: Action[] = id.startsWith('worker:')
    ? [
        {
          label: 'Kill',
          hint: 'kill -9: its supervisor finds out',
          command: { do: 'kill', target, signal: 'SIGKILL' },
          harsh: true,
        },
        {
          label: 'Suspend',
          hint: 'SIGSTOP: it stands still, until its supervisor finds that it hangs',
          command: { do: 'suspend', target },
          harsh: false,
        },
        { label: 'Resume', hint: 'SIGCONT: it goes on', command: { do: 'resume', target }, harsh: false },
        {
          label: 'Restart',
          hint: 'it ends at once and is started anew',
          command: { do: 'restart', target },
          harsh: true,
        },
        {
          label: 'Drain',
          hint: 'it ends its calls, another takes its place',
          command: { do: 'drain', target },
          harsh: false,
        },
        {
          label: 'Delay',
          hint: 'its next 20 frames come half a second late',
          command: { do: 'delay', target, count: 20, ms: 500 },
          harsh: false,
        },
        fault('Drop', 'its next 20 frames are lost', 'drop_frames', target),
        fault('Duplicate', 'its next 20 frames come twice', 'duplicate_frames', target),
        fault('Freeze beats', 'no sign of life for two seconds', 'freeze_beats', target),
        fault('Fill stderr', 'a megabyte on its stderr', 'fill_stderr', target),
      ]
    : id.startsWith('pool:')
      ? [
          { label: 'Restart', hint: 'revives it after it gave up', command: { do: 'restart', target }, harsh: true },
          { label: 'Drain', hint: 'replaces its workers, one by one', command: { do: 'drain', target }, harsh: false },
          fault('Fail next start', 'the next worker that starts fails', 'fail_starts', target),
        ]
      : [];
  return all.filter(({ command }) => allowed(command.do));
}

const fault = (label: string, hint: string, kind: OfferedFault, target: string): Action => ({
  label,
  hint,
  command: { do: 'fault', target, kind },
  harsh: true,
});

export const allowed = (name: CommandName): boolean => may.value.includes(name);

export function perform(command: ObserverCommand): void {
  attempt(act(token(), command).then(say));
}
