/** What a client did wrong before any tool was asked: it ends the RPC with a gRPC status of its own. */
import type { GrpcStatus } from '../../model/status.ts';

export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: GrpcStatus | 'UNIMPLEMENTED' | 'UNAUTHENTICATED';

  constructor(status: Refusal['status'], message: string) {
    super(message);
    this.status = status;
  }
}

export function invalid(message: string): Refusal {
  return new Refusal('INVALID_ARGUMENT', message);
}
