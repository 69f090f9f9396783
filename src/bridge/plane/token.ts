/** Who may call: a token in the metadata of each RPC, compared in constant time. */
import { createHash, timingSafeEqual } from 'node:crypto';
import * as grpc from '@grpc/grpc-js';
import { HEALTH_SERVICE } from './health.ts';

const WHY_NOT =
  'authorization is missing or wrong: send the metadata authorization: Bearer TOKEN, with the token of the server';

/** Refuses every RPC without the token, known method or not; health alone is for everybody. */
export function tokenInterceptor(token: string): grpc.ServerInterceptor {
  const wanted = digest(`Bearer ${token}`);
  return (method, call) => {
    if (method.path.startsWith(`/${HEALTH_SERVICE}/`)) return new grpc.ServerInterceptingCall(call);
    const listener = new grpc.ServerListenerBuilder()
      .withOnReceiveMetadata((metadata, next) => {
        const [given] = metadata.get('authorization');
        if (typeof given === 'string' && timingSafeEqual(digest(given), wanted)) {
          metadata.remove('authorization');
          next(metadata);
        } else call.sendStatus({ code: grpc.status.UNAUTHENTICATED, details: WHY_NOT });
      })
      .build();
    return new grpc.ServerInterceptingCall(
      call,
      new grpc.ResponderBuilder().withStart((next) => next(listener)).build(),
    );
  };
}

/** Of one length, whatever was given. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
