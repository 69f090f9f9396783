/** A FileDescriptorSet as a module: what server reflection answers from, with each symbol listed once. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import descriptor from 'protobufjs/ext/descriptor.js';

const TYPES = `/** A .proto file for server reflection. */
export interface ReflectedFile {
  readonly name: string;
  readonly dependencies: readonly string[];
  /** Full names of its messages, enums, services and methods. */
  readonly symbols: readonly string[];
  /** google.protobuf.FileDescriptorProto, base64. */
  readonly descriptor: string;
}

export const files: readonly ReflectedFile[];
`;

/** Writes descriptors.js and descriptors.d.ts into `folder`. */
export function writeDescriptors(bytes, folder) {
  // Taken as they are from the set, field 1: encoding them anew could lose what the decoder does not know.
  const files = descriptor.FileDescriptorSet.decode(bytes).file.map((file, index) => ({
    name: file.name,
    dependencies: file.dependency,
    symbols: symbolsOf(file),
    descriptor: Buffer.from(entries(bytes)[index]).toString('base64'),
  }));
  writeFileSync(join(folder, 'descriptors.js'), `export const files = ${JSON.stringify(files, undefined, 2)};\n`);
  writeFileSync(join(folder, 'descriptors.d.ts'), TYPES);
}

function symbolsOf({ package: scope, messageType, enumType, service }) {
  const within = (parent) => (each) => `${parent}.${each.name}`;
  const messages = (parent, types) =>
    types.flatMap((type) => {
      const name = `${parent}.${type.name}`;
      return [name, ...messages(name, type.nestedType), ...type.enumType.map(within(name))];
    });
  const services = service.flatMap((each) => [
    `${scope}.${each.name}`,
    ...each.method.map(within(`${scope}.${each.name}`)),
  ]);
  return [...services, ...messages(scope, messageType), ...enumType.map(within(scope))];
}

/** The bytes of each entry of a message that has nothing but a repeated field 1. */
function entries(bytes) {
  const found = [];
  for (let at = 0; at < bytes.length; ) {
    at++; // the tag
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      length |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    found.push(bytes.subarray(at, at + length));
    at += length;
  }
  return found;
}
