from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Kind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    KIND_UNSPECIFIED: _ClassVar[Kind]
    HELLO: _ClassVar[Kind]
    READY: _ClassVar[Kind]
    LOAD_FAILED: _ClassVar[Kind]
    BEAT: _ClassVar[Kind]
    LOG: _ClassVar[Kind]
    EVENT: _ClassVar[Kind]
    RESULT: _ClassVar[Kind]
    FAILURE: _ClassVar[Kind]
    CHUNK: _ClassVar[Kind]
    END: _ClassVar[Kind]
    CANCELLED: _ClassVar[Kind]
    WELCOME: _ClassVar[Kind]
    REFUSED: _ClassVar[Kind]
    SHUTDOWN: _ClassVar[Kind]
    CALL: _ClassVar[Kind]
    OPEN: _ClassVar[Kind]
    CANCEL: _ClassVar[Kind]
    CREDIT: _ClassVar[Kind]
    ACK: _ClassVar[Kind]
KIND_UNSPECIFIED: Kind
HELLO: Kind
READY: Kind
LOAD_FAILED: Kind
BEAT: Kind
LOG: Kind
EVENT: Kind
RESULT: Kind
FAILURE: Kind
CHUNK: Kind
END: Kind
CANCELLED: Kind
WELCOME: Kind
REFUSED: Kind
SHUTDOWN: Kind
CALL: Kind
OPEN: Kind
CANCEL: Kind
CREDIT: Kind
ACK: Kind

class Batch(_message.Message):
    __slots__ = ("frames",)
    FRAMES_FIELD_NUMBER: _ClassVar[int]
    frames: _containers.RepeatedCompositeFieldContainer[Frame]
    def __init__(self, frames: _Optional[_Iterable[_Union[Frame, _Mapping]]] = ...) -> None: ...

class Frame(_message.Message):
    __slots__ = ("kind", "call", "body", "segment", "more", "sizes", "number", "tool", "timeout_ms", "meta")
    KIND_FIELD_NUMBER: _ClassVar[int]
    CALL_FIELD_NUMBER: _ClassVar[int]
    BODY_FIELD_NUMBER: _ClassVar[int]
    SEGMENT_FIELD_NUMBER: _ClassVar[int]
    MORE_FIELD_NUMBER: _ClassVar[int]
    SIZES_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    TOOL_FIELD_NUMBER: _ClassVar[int]
    TIMEOUT_MS_FIELD_NUMBER: _ClassVar[int]
    META_FIELD_NUMBER: _ClassVar[int]
    kind: Kind
    call: int
    body: bytes
    segment: int
    more: bool
    sizes: _containers.RepeatedScalarFieldContainer[int]
    number: int
    tool: str
    timeout_ms: int
    meta: bytes
    def __init__(self, kind: _Optional[_Union[Kind, str]] = ..., call: _Optional[int] = ..., body: _Optional[bytes] = ..., segment: _Optional[int] = ..., more: bool = ..., sizes: _Optional[_Iterable[int]] = ..., number: _Optional[int] = ..., tool: _Optional[str] = ..., timeout_ms: _Optional[int] = ..., meta: _Optional[bytes] = ...) -> None: ...
