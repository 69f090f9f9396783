/** Server reflection: generic clients (grpcurl and its like) learn from it which services there are, and their messages. */
import { files } from '../generated/descriptors.js';
import { grpc } from '../generated/plane.js';
import { bidi, type Service } from './service.ts';

const pb = grpc.reflection.v1;
type Answer = grpc.reflection.v1.ServerReflectionResponse.$Properties;
type Request = grpc.reflection.v1.ServerReflectionRequest;

/** The two versions differ in name alone. */
export const REFLECTION_SERVICES = [
  'grpc.reflection.v1.ServerReflection',
  'grpc.reflection.v1alpha.ServerReflection',
] as const;

const [NOT_FOUND, UNIMPLEMENTED] = [5, 12];

const byName = new Map(files.map((file) => [file.name, file]));
const bySymbol = new Map(files.flatMap((file) => file.symbols.map((symbol) => [symbol, file] as const)));

/** @param services the names of those that are served */
export function reflectionServices(services: readonly string[]): Service[] {
  const all = [...services, ...REFLECTION_SERVICES];
  const method = bidi(pb.ServerReflectionRequest, pb.ServerReflectionResponse, (requests) => answers(requests, all));
  return REFLECTION_SERVICES.map((name) => ({ name, methods: { ServerReflectionInfo: method } }));
}

async function* answers(requests: AsyncIterable<Request>, services: readonly string[]): AsyncIterable<Answer> {
  for await (const request of requests)
    yield { validHost: request.host, originalRequest: request, ...answer(request, services) };
}

function answer(request: Request, services: readonly string[]): Answer {
  const { fileByFilename: filename, fileContainingSymbol: symbol, listServices } = request;
  if (typeof listServices === 'string')
    return { listServicesResponse: { service: services.map((name) => ({ name })) } };
  if (typeof filename === 'string') return fileAnswer(filename, byName.has(filename) ? filename : undefined);
  if (typeof symbol === 'string') return fileAnswer(symbol, bySymbol.get(symbol)?.name);
  return failure(UNIMPLEMENTED, 'there are no extensions here');
}

/** The file and all that it imports, each once. */
function fileAnswer(asked: string, name: string | undefined): Answer {
  if (name === undefined) return failure(NOT_FOUND, `nothing here is called ${asked}`);
  const found = new Set<string>();
  const visit = (each: string): void => {
    if (found.has(each)) return;
    found.add(each);
    for (const dependency of byName.get(each)?.dependencies ?? []) visit(dependency);
  };
  visit(name);
  const fileDescriptorProto = [...found].map((each) => Buffer.from(byName.get(each)?.descriptor ?? '', 'base64'));
  return { fileDescriptorResponse: { fileDescriptorProto } };
}

function failure(errorCode: number, errorMessage: string): Answer {
  return { errorResponse: { errorCode, errorMessage } };
}
