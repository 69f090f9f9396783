/** A .proto file for server reflection. */
export interface ReflectedFile {
  readonly name: string;
  readonly dependencies: readonly string[];
  /** Full names of its messages, enums, services and methods. */
  readonly symbols: readonly string[];
  /** google.protobuf.FileDescriptorProto, base64. */
  readonly descriptor: string;
}

export const files: readonly ReflectedFile[];
