/** `grpc.health.v1.Health`: what load balancers and orchestrators ask. */
import { grpc } from '../generated/plane.js';
import type { HealthBoard } from './health-board.ts';
import { Latch } from './latch.ts';
import { Refusal } from './refusal.ts';
import { type Service, stream, unary } from './service.ts';

const pb = grpc.health.v1;
const { ServingStatus } = pb.HealthCheckResponse;
type Answer = grpc.health.v1.HealthCheckResponse.$Properties;

export const HEALTH_SERVICE = 'grpc.health.v1.Health';

export function healthService(board: HealthBoard): Service {
  return {
    name: HEALTH_SERVICE,
    methods: {
      Check: unary(pb.HealthCheckRequest, pb.HealthCheckResponse, ({ service }) => {
        const health = board.get(service);
        if (health === undefined) throw new Refusal('NOT_FOUND', `nothing is known of a service ${service}`);
        return { status: ServingStatus[health] };
      }),
      Watch: stream(pb.HealthCheckRequest, pb.HealthCheckResponse, ({ service }, rpc) =>
        watch(board, service, rpc.over),
      ),
    },
  };
}

/** The status now, and each change; one of a service that nobody knows may still come to be. */
async function* watch(board: HealthBoard, service: string, over: AbortSignal): AsyncIterable<Answer> {
  const latch = new Latch(over);
  const unsubscribe = board.onChange(service, () => latch.open());
  latch.open();
  let last: number | undefined;
  try {
    while (await latch.opened()) {
      const status = ServingStatus[board.get(service) ?? 'SERVICE_UNKNOWN'];
      if (status !== last) yield { status };
      last = status;
    }
  } finally {
    unsubscribe();
    latch.close();
  }
}
