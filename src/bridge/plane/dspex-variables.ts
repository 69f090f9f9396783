/** The variable methods of `dspex.bridge.SnakepitBridge`. */
import type { Clock } from '../../model/clock.ts';
import { dspex } from '../generated/plane.js';
import { decodeAny, encodeAny } from './any.ts';
import { errorOf } from './dspex-tools.ts';
import { invalid } from './refusal.ts';
import { required } from './request.ts';
import { type Method, stream, unary } from './service.ts';
import { timestamp } from './timestamp.ts';
import type { PlaneVariableChange, PlaneVariableMetadata, SessionPlane } from './types.ts';

const pb = dspex.bridge;
type Update = dspex.bridge.VariableUpdate.$Properties;

export function dspexVariableMethods(plane: SessionPlane, clock: Clock): Readonly<Record<string, Method>> {
  const get = async ({ sessionId, variableName, includeMetadata }: dspex.bridge.GetVariableRequest) => {
    required(sessionId, 'session_id');
    const found = await plane.getVariable(sessionId, required(variableName, 'variable_name'));
    if (found === undefined) return { exists: false };
    const metadata = includeMetadata ? metadataOf(found.metadata) : null;
    return { exists: true, value: encodeAny(found.value, variableName), metadata };
  };

  const set = async (request: dspex.bridge.SetVariableRequest) => {
    const { variableName: name, metadata, createIfMissing } = request;
    required(request.sessionId, 'session_id');
    required(name, 'variable_name');
    const value = decodeAny(request.value ?? {}, 'value', 'dspex');
    const { type, createdBy, tags } = metadata ?? {};
    const options = {
      ...(type ? { type } : {}),
      ...(createdBy ? { createdBy } : {}),
      ...(tags ? { tags } : {}),
      mustExist: !createIfMissing,
    };
    try {
      await plane.setVariable(request.sessionId, name, value, options);
      return { success: true };
    } catch (error) {
      const info = errorOf(error, clock);
      return { success: false, message: info.message, error: info };
    }
  };

  const list = async ({ sessionId, prefix, tags, limit }: dspex.bridge.ListVariablesRequest) => {
    if (limit < 0) throw invalid(`limit is ${limit}: expected how many at most, or 0 for all`);
    const all = await plane.listVariables(required(sessionId, 'session_id'));
    const wanted = all.filter(
      (each) => each.name.startsWith(prefix) && tags.every((tag) => Object.hasOwn(each.tags, tag)),
    );
    const variables = wanted.slice(0, limit === 0 ? undefined : limit).map((each) => ({
      name: each.name,
      type: each.type,
      sizeBytes: each.bytes,
      metadata: metadataOf(each),
    }));
    return { variables };
  };

  return {
    GetSessionVariable: unary(pb.GetVariableRequest, pb.VariableResponse, get),
    SetSessionVariable: unary(pb.SetVariableRequest, pb.StatusResponse, set),
    ListSessionVariables: unary(pb.ListVariablesRequest, pb.ListVariablesResponse, list),
    WatchSessionVariables: stream(pb.WatchVariablesRequest, pb.VariableUpdate, (request, rpc) => {
      const { sessionId, variableNames: names, includeInitial: initial } = request;
      required(sessionId, 'session_id');
      return updates(plane.watchVariables(sessionId, { names, initial, signal: rpc.over }));
    }),
  };
}

async function* updates(changes: AsyncIterable<PlaneVariableChange>): AsyncIterable<Update> {
  for await (const { name, value, metadata, deleted } of changes) {
    const operation = deleted ? 'delete' : metadata.version === 1 ? 'set' : 'update';
    const update = { name, operation, timestamp: timestamp(metadata.updatedAt) };
    yield deleted ? update : { ...update, value: encodeAny(value, name) };
  }
}

function metadataOf(metadata: PlaneVariableMetadata): dspex.bridge.VariableMetadata.$Properties {
  const { type, createdAt, updatedAt, createdBy, tags } = metadata;
  return { type, createdAt: timestamp(createdAt), updatedAt: timestamp(updatedAt), createdBy, tags };
}
