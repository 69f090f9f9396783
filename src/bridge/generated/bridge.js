/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError, $TypeError = $util.global.TypeError, $Array = $util.global.Array, $Number = $util.global.Number, $Boolean = $util.global.Boolean, $String = $util.global.String;

// Exported root namespace
const $root = $protobuf.roots["vivarium"] || ($protobuf.roots["vivarium"] = {});

export const vivarium = $root.vivarium = (() => {

    /**
     * Namespace vivarium.
     * @exports vivarium
     * @namespace
     */
    const vivarium = {};

    vivarium.v1 = (function() {

        /**
         * Namespace v1.
         * @memberof vivarium
         * @namespace
         */
        const v1 = {};

        v1.Batch = (function() {

            /**
             * Properties of a Batch.
             * @typedef {Object} vivarium.v1.Batch.$Properties
             * @property {Array.<vivarium.v1.Frame.$Properties>|null} [frames] Batch frames
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Batch.
             * @memberof vivarium.v1
             * @interface IBatch
             * @augments vivarium.v1.Batch.$Properties
             * @deprecated Use vivarium.v1.Batch.$Properties instead.
             */

            /**
             * Shape of a Batch.
             * @typedef {vivarium.v1.Batch.$Properties} vivarium.v1.Batch.$Shape
             */

            /**
             * Constructs a new Batch.
             * @memberof vivarium.v1
             * @classdesc Represents a Batch.
             * @constructor
             * @param {vivarium.v1.Batch.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Batch = function (properties) {
                this.frames = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Batch frames.
             * @member {Array.<vivarium.v1.Frame.$Properties>} frames
             * @memberof vivarium.v1.Batch
             * @instance
             */
            Batch.prototype.frames = $util.emptyArray;

            /**
             * Creates a new Batch instance using the specified properties.
             * @function create
             * @memberof vivarium.v1.Batch
             * @static
             * @param {vivarium.v1.Batch.$Properties=} [properties] Properties to set
             * @returns {vivarium.v1.Batch} Batch instance
             * @type {{
             *   (properties: vivarium.v1.Batch.$Shape): vivarium.v1.Batch & vivarium.v1.Batch.$Shape;
             *   (properties?: vivarium.v1.Batch.$Properties): vivarium.v1.Batch;
             * }}
             */
            Batch.create = function(properties) {
                return new Batch(properties);
            };

            /**
             * Encodes the specified Batch message. Does not implicitly {@link vivarium.v1.Batch.verify|verify} messages.
             * @function encode
             * @memberof vivarium.v1.Batch
             * @static
             * @param {vivarium.v1.Batch.$Properties} message Batch message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Batch.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.frames != null && message.frames.length)
                    for (let i = 0; i < message.frames.length; ++i)
                        $root.vivarium.v1.Frame.encode(message.frames[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Batch message from the specified reader or buffer.
             * @function decode
             * @memberof vivarium.v1.Batch
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {vivarium.v1.Batch & vivarium.v1.Batch.$Shape} Batch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Batch.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.vivarium.v1.Batch();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.frames && message.frames.length))
                                message.frames = [];
                            message.frames.push($root.vivarium.v1.Frame.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Batch message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof vivarium.v1.Batch
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {vivarium.v1.Batch} Batch
             */
            Batch.fromObject = function (object, _depth) {
                if (object instanceof $root.vivarium.v1.Batch)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".vivarium.v1.Batch: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.vivarium.v1.Batch();
                if (object.frames) {
                    if (!$Array.isArray(object.frames))
                        throw $TypeError(".vivarium.v1.Batch.frames: array expected");
                    message.frames = $Array(object.frames.length);
                    for (let i = 0; i < object.frames.length; ++i) {
                        if (!$util.isObject(object.frames[i]))
                            throw $TypeError(".vivarium.v1.Batch.frames: object expected");
                        message.frames[i] = $root.vivarium.v1.Frame.fromObject(object.frames[i], _depth + 1);
                    }
                }
                return message;
            };

            /**
             * Creates a plain object from a Batch message. Also converts values to other types if specified.
             * @function toObject
             * @memberof vivarium.v1.Batch
             * @static
             * @param {vivarium.v1.Batch} message Batch
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Batch.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.frames = [];
                if (message.frames && message.frames.length) {
                    object.frames = $Array(message.frames.length);
                    for (let j = 0; j < message.frames.length; ++j)
                        object.frames[j] = $root.vivarium.v1.Frame.toObject(message.frames[j], options, _depth + 1);
                }
                return object;
            };

            /**
             * Converts this Batch to JSON.
             * @function toJSON
             * @memberof vivarium.v1.Batch
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Batch.prototype.toJSON = function() {
                return Batch.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Batch;
        })();

        /**
         * Kind enum.
         * @name vivarium.v1.Kind
         * @enum {number}
         * @property {number} KIND_UNSPECIFIED=0 KIND_UNSPECIFIED value
         * @property {number} HELLO=1 HELLO value
         * @property {number} READY=2 READY value
         * @property {number} LOAD_FAILED=3 LOAD_FAILED value
         * @property {number} BEAT=4 BEAT value
         * @property {number} LOG=10 LOG value
         * @property {number} EVENT=11 EVENT value
         * @property {number} RESULT=5 RESULT value
         * @property {number} FAILURE=6 FAILURE value
         * @property {number} CHUNK=7 CHUNK value
         * @property {number} END=8 END value
         * @property {number} CANCELLED=9 CANCELLED value
         * @property {number} WELCOME=16 WELCOME value
         * @property {number} REFUSED=17 REFUSED value
         * @property {number} SHUTDOWN=22 SHUTDOWN value
         * @property {number} CALL=18 CALL value
         * @property {number} OPEN=19 OPEN value
         * @property {number} CANCEL=20 CANCEL value
         * @property {number} CREDIT=21 CREDIT value
         * @property {number} ACK=32 ACK value
         */
        v1.Kind = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "KIND_UNSPECIFIED"] = 0;
            values[valuesById[1] = "HELLO"] = 1;
            values[valuesById[2] = "READY"] = 2;
            values[valuesById[3] = "LOAD_FAILED"] = 3;
            values[valuesById[4] = "BEAT"] = 4;
            values[valuesById[10] = "LOG"] = 10;
            values[valuesById[11] = "EVENT"] = 11;
            values[valuesById[5] = "RESULT"] = 5;
            values[valuesById[6] = "FAILURE"] = 6;
            values[valuesById[7] = "CHUNK"] = 7;
            values[valuesById[8] = "END"] = 8;
            values[valuesById[9] = "CANCELLED"] = 9;
            values[valuesById[16] = "WELCOME"] = 16;
            values[valuesById[17] = "REFUSED"] = 17;
            values[valuesById[22] = "SHUTDOWN"] = 22;
            values[valuesById[18] = "CALL"] = 18;
            values[valuesById[19] = "OPEN"] = 19;
            values[valuesById[20] = "CANCEL"] = 20;
            values[valuesById[21] = "CREDIT"] = 21;
            values[valuesById[32] = "ACK"] = 32;
            return values;
        })();

        v1.Frame = (function() {

            /**
             * Properties of a Frame.
             * @typedef {Object} vivarium.v1.Frame.$Properties
             * @property {vivarium.v1.Kind|null} [kind] Frame kind
             * @property {number|null} [call] Frame call
             * @property {Uint8Array|null} [body] Frame body
             * @property {number|null} [segment] Frame segment
             * @property {boolean|null} [more] Frame more
             * @property {Array.<number>|null} [sizes] Frame sizes
             * @property {number|null} [number] Frame number
             * @property {string|null} [tool] Frame tool
             * @property {number|null} [timeoutMs] Frame timeoutMs
             * @property {Uint8Array|null} [meta] Frame meta
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Frame.
             * @memberof vivarium.v1
             * @interface IFrame
             * @augments vivarium.v1.Frame.$Properties
             * @deprecated Use vivarium.v1.Frame.$Properties instead.
             */

            /**
             * Shape of a Frame.
             * @typedef {vivarium.v1.Frame.$Properties} vivarium.v1.Frame.$Shape
             */

            /**
             * Constructs a new Frame.
             * @memberof vivarium.v1
             * @classdesc Represents a Frame.
             * @constructor
             * @param {vivarium.v1.Frame.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Frame = function (properties) {
                this.sizes = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Frame kind.
             * @member {vivarium.v1.Kind} kind
             * @memberof vivarium.v1.Frame
             * @instance
             */
            Frame.prototype.kind = 0;

            /**
             * Frame call.
             * @member {number} call
             * @memberof vivarium.v1.Frame
             * @instance
             */
            Frame.prototype.call = 0;

            /**
             * Frame body.
             * @member {Uint8Array} body
             * @memberof vivarium.v1.Frame
             * @instance
             */
            Frame.prototype.body = $util.newBuffer([]);

            /**
             * Frame segment.
             * @member {number} segment
             * @memberof vivarium.v1.Frame
             * @instance
             */
            Frame.prototype.segment = 0;

            /**
             * Frame more.
             * @member {boolean} more
             * @memberof vivarium.v1.Frame
             * @instance
             */
            Frame.prototype.more = false;

            /**
             * Frame sizes.
             * @member {Array.<number>} sizes
             * @memberof vivarium.v1.Frame
             * @instance
             */
            Frame.prototype.sizes = $util.emptyArray;

            /**
             * Frame number.
             * @member {number} number
             * @memberof vivarium.v1.Frame
             * @instance
             */
            Frame.prototype.number = 0;

            /**
             * Frame tool.
             * @member {string} tool
             * @memberof vivarium.v1.Frame
             * @instance
             */
            Frame.prototype.tool = "";

            /**
             * Frame timeoutMs.
             * @member {number} timeoutMs
             * @memberof vivarium.v1.Frame
             * @instance
             */
            Frame.prototype.timeoutMs = 0;

            /**
             * Frame meta.
             * @member {Uint8Array} meta
             * @memberof vivarium.v1.Frame
             * @instance
             */
            Frame.prototype.meta = $util.newBuffer([]);

            /**
             * Creates a new Frame instance using the specified properties.
             * @function create
             * @memberof vivarium.v1.Frame
             * @static
             * @param {vivarium.v1.Frame.$Properties=} [properties] Properties to set
             * @returns {vivarium.v1.Frame} Frame instance
             * @type {{
             *   (properties: vivarium.v1.Frame.$Shape): vivarium.v1.Frame & vivarium.v1.Frame.$Shape;
             *   (properties?: vivarium.v1.Frame.$Properties): vivarium.v1.Frame;
             * }}
             */
            Frame.create = function(properties) {
                return new Frame(properties);
            };

            /**
             * Encodes the specified Frame message. Does not implicitly {@link vivarium.v1.Frame.verify|verify} messages.
             * @function encode
             * @memberof vivarium.v1.Frame
             * @static
             * @param {vivarium.v1.Frame.$Properties} message Frame message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Frame.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.kind);
                if (message.call != null && $Object.hasOwnProperty.call(message, "call") && message.call !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.call);
                if (message.body != null && $Object.hasOwnProperty.call(message, "body") && message.body.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.body);
                if (message.segment != null && $Object.hasOwnProperty.call(message, "segment") && message.segment !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.segment);
                if (message.more != null && $Object.hasOwnProperty.call(message, "more") && message.more !== false)
                    writer.uint32(/* id 5, wireType 0 =*/40).bool(message.more);
                if (message.sizes != null && message.sizes.length)
                    writer.uint32(/* id 6, wireType 2 =*/50).uint32s(message.sizes);
                if (message.number != null && $Object.hasOwnProperty.call(message, "number") && message.number !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.number);
                if (message.tool != null && $Object.hasOwnProperty.call(message, "tool") && message.tool !== "")
                    writer.uint32(/* id 8, wireType 2 =*/66).string(message.tool);
                if (message.timeoutMs != null && $Object.hasOwnProperty.call(message, "timeoutMs") && message.timeoutMs !== 0)
                    writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.timeoutMs);
                if (message.meta != null && $Object.hasOwnProperty.call(message, "meta") && message.meta.length)
                    writer.uint32(/* id 10, wireType 2 =*/82).bytes(message.meta);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Frame message from the specified reader or buffer.
             * @function decode
             * @memberof vivarium.v1.Frame
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {vivarium.v1.Frame & vivarium.v1.Frame.$Shape} Frame
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Frame.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.vivarium.v1.Frame();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.kind = value;
                            else
                                delete message.kind;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.call = value;
                            else
                                delete message.call;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.body = value;
                            else
                                delete message.body;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.segment = value;
                            else
                                delete message.segment;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.more = value;
                            else
                                delete message.more;
                            continue;
                        }
                    case 6: {
                            if (wireType === 2) {
                                if (!(message.sizes && message.sizes.length))
                                    message.sizes = [];
                                reader.uint32s(message.sizes);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.sizes && message.sizes.length))
                                message.sizes = [];
                            message.sizes.push(reader.uint32());
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.number = value;
                            else
                                delete message.number;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.tool = value;
                            else
                                delete message.tool;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.timeoutMs = value;
                            else
                                delete message.timeoutMs;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.meta = value;
                            else
                                delete message.meta;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Frame message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof vivarium.v1.Frame
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {vivarium.v1.Frame} Frame
             */
            Frame.fromObject = function (object, _depth) {
                if (object instanceof $root.vivarium.v1.Frame)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".vivarium.v1.Frame: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.vivarium.v1.Frame();
                if (object.kind !== 0 && (typeof object.kind !== "string" || $root.vivarium.v1.Kind[object.kind] !== 0))
                    switch (object.kind) {
                    case "KIND_UNSPECIFIED":
                    case 0:
                        message.kind = 0;
                        break;
                    case "HELLO":
                    case 1:
                        message.kind = 1;
                        break;
                    case "READY":
                    case 2:
                        message.kind = 2;
                        break;
                    case "LOAD_FAILED":
                    case 3:
                        message.kind = 3;
                        break;
                    case "BEAT":
                    case 4:
                        message.kind = 4;
                        break;
                    case "LOG":
                    case 10:
                        message.kind = 10;
                        break;
                    case "EVENT":
                    case 11:
                        message.kind = 11;
                        break;
                    case "RESULT":
                    case 5:
                        message.kind = 5;
                        break;
                    case "FAILURE":
                    case 6:
                        message.kind = 6;
                        break;
                    case "CHUNK":
                    case 7:
                        message.kind = 7;
                        break;
                    case "END":
                    case 8:
                        message.kind = 8;
                        break;
                    case "CANCELLED":
                    case 9:
                        message.kind = 9;
                        break;
                    case "WELCOME":
                    case 16:
                        message.kind = 16;
                        break;
                    case "REFUSED":
                    case 17:
                        message.kind = 17;
                        break;
                    case "SHUTDOWN":
                    case 22:
                        message.kind = 22;
                        break;
                    case "CALL":
                    case 18:
                        message.kind = 18;
                        break;
                    case "OPEN":
                    case 19:
                        message.kind = 19;
                        break;
                    case "CANCEL":
                    case 20:
                        message.kind = 20;
                        break;
                    case "CREDIT":
                    case 21:
                        message.kind = 21;
                        break;
                    case "ACK":
                    case 32:
                        message.kind = 32;
                        break;
                    default:
                        if (typeof object.kind === "number" && (object.kind | 0) === object.kind)
                            message.kind = object.kind;
                    }
                if (object.call != null)
                    if ($Number(object.call) !== 0)
                        message.call = object.call >>> 0;
                if (object.body != null)
                    if (object.body.length)
                        if (typeof object.body === "string")
                            $util.base64.decode(object.body, message.body = $util.newBuffer($util.base64.length(object.body)), 0);
                        else if (object.body.length >= 0)
                            message.body = object.body;
                if (object.segment != null)
                    if ($Number(object.segment) !== 0)
                        message.segment = object.segment >>> 0;
                if (object.more != null)
                    if (object.more)
                        message.more = $Boolean(object.more);
                if (object.sizes) {
                    if (!$Array.isArray(object.sizes))
                        throw $TypeError(".vivarium.v1.Frame.sizes: array expected");
                    message.sizes = $Array(object.sizes.length);
                    for (let i = 0; i < object.sizes.length; ++i)
                        message.sizes[i] = object.sizes[i] >>> 0;
                }
                if (object.number != null)
                    if ($Number(object.number) !== 0)
                        message.number = object.number >>> 0;
                if (object.tool != null)
                    if (typeof object.tool !== "string" || object.tool.length)
                        message.tool = $String(object.tool);
                if (object.timeoutMs != null)
                    if ($Number(object.timeoutMs) !== 0)
                        message.timeoutMs = object.timeoutMs >>> 0;
                if (object.meta != null)
                    if (object.meta.length)
                        if (typeof object.meta === "string")
                            $util.base64.decode(object.meta, message.meta = $util.newBuffer($util.base64.length(object.meta)), 0);
                        else if (object.meta.length >= 0)
                            message.meta = object.meta;
                return message;
            };

            /**
             * Creates a plain object from a Frame message. Also converts values to other types if specified.
             * @function toObject
             * @memberof vivarium.v1.Frame
             * @static
             * @param {vivarium.v1.Frame} message Frame
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Frame.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.sizes = [];
                if (options.defaults) {
                    object.kind = options.enums === $String ? "KIND_UNSPECIFIED" : 0;
                    object.call = 0;
                    if (options.bytes === $String)
                        object.body = "";
                    else {
                        object.body = [];
                        if (options.bytes !== $Array)
                            object.body = $util.newBuffer(object.body);
                    }
                    object.segment = 0;
                    object.more = false;
                    object.number = 0;
                    object.tool = "";
                    object.timeoutMs = 0;
                    if (options.bytes === $String)
                        object.meta = "";
                    else {
                        object.meta = [];
                        if (options.bytes !== $Array)
                            object.meta = $util.newBuffer(object.meta);
                    }
                }
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind"))
                    object.kind = options.enums === $String ? $root.vivarium.v1.Kind[message.kind] === $undefined ? message.kind : $root.vivarium.v1.Kind[message.kind] : message.kind;
                if (message.call != null && $Object.hasOwnProperty.call(message, "call"))
                    object.call = message.call;
                if (message.body != null && $Object.hasOwnProperty.call(message, "body"))
                    object.body = options.bytes === $String ? $util.base64.encode(message.body, 0, message.body.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.body) : message.body;
                if (message.segment != null && $Object.hasOwnProperty.call(message, "segment"))
                    object.segment = message.segment;
                if (message.more != null && $Object.hasOwnProperty.call(message, "more"))
                    object.more = message.more;
                if (message.sizes && message.sizes.length) {
                    object.sizes = $Array(message.sizes.length);
                    for (let j = 0; j < message.sizes.length; ++j)
                        object.sizes[j] = message.sizes[j];
                }
                if (message.number != null && $Object.hasOwnProperty.call(message, "number"))
                    object.number = message.number;
                if (message.tool != null && $Object.hasOwnProperty.call(message, "tool"))
                    object.tool = message.tool;
                if (message.timeoutMs != null && $Object.hasOwnProperty.call(message, "timeoutMs"))
                    object.timeoutMs = message.timeoutMs;
                if (message.meta != null && $Object.hasOwnProperty.call(message, "meta"))
                    object.meta = options.bytes === $String ? $util.base64.encode(message.meta, 0, message.meta.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.meta) : message.meta;
                return object;
            };

            /**
             * Converts this Frame to JSON.
             * @function toJSON
             * @memberof vivarium.v1.Frame
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Frame.prototype.toJSON = function() {
                return Frame.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Frame;
        })();

        return v1;
    })();

    return vivarium;
})();

export {
  $root as default
};
