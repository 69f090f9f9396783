/** A server as a supervised child: its start is complete when it listens. */
import { type ChildSpec, child, fromCallback, type Life } from '../kernel/index.ts';
import { crash } from '../model/exit.ts';

export interface ServerChildOptions<Server> {
  readonly id: string;
  readonly open: () => Promise<Server>;
  /** Settles when it listens, or never will. */
  readonly opening: (outcome: Promise<void>) => void;
  readonly opened: (server: Server) => void;
  readonly gone: (server: Server) => void;
}

export function serverChild<Server>({ id, open, opening, opened, gone }: ServerChildOptions<Server>): ChildSpec {
  const logic = fromCallback<{ type: 'none' }, Life>(({ input: life }) => {
    let over = false;
    let server: { readonly opened: Server } | undefined;
    const outcome = open().then(
      (listening) => {
        if (over) return gone(listening);
        server = { opened: listening };
        opened(listening);
        life.ack();
      },
      (error: unknown) => life.fail(crash(error)),
    );
    opening(outcome);
    return () => {
      over = true;
      if (server !== undefined) gone(server.opened);
    };
  });
  return child(id, logic, { ack: true, input: (life: Life) => life });
}
