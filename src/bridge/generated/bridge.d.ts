import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace vivarium. */
export namespace vivarium {

    /** Namespace v1. */
    namespace v1 {

        /**
         * Properties of a Batch.
         * @deprecated Use vivarium.v1.Batch.$Properties instead.
         */
        interface IBatch extends vivarium.v1.Batch.$Properties {
        }

        /** Represents a Batch. */
        class Batch {

            /**
             * Constructs a new Batch.
             * @param [properties] Properties to set
             */
            constructor(properties?: vivarium.v1.Batch.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Batch frames. */
            frames: vivarium.v1.Frame.$Properties[];

            /**
             * Creates a new Batch instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Batch instance
             */
            static create(properties: vivarium.v1.Batch.$Shape): vivarium.v1.Batch & vivarium.v1.Batch.$Shape;
            static create(properties?: vivarium.v1.Batch.$Properties): vivarium.v1.Batch;

            /**
             * Encodes the specified Batch message. Does not implicitly {@link vivarium.v1.Batch.verify|verify} messages.
             * @param message Batch message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: vivarium.v1.Batch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Batch message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {vivarium.v1.Batch & vivarium.v1.Batch.$Shape} Batch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): vivarium.v1.Batch & vivarium.v1.Batch.$Shape;

            /**
             * Creates a Batch message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Batch
             */
            static fromObject(object: { [k: string]: any }): vivarium.v1.Batch;

            /**
             * Creates a plain object from a Batch message. Also converts values to other types if specified.
             * @param message Batch
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: vivarium.v1.Batch, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Batch to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Batch {

            /** Properties of a Batch. */
            interface $Properties {

                /** Batch frames */
                frames?: (vivarium.v1.Frame.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Batch. */
            type $Shape = vivarium.v1.Batch.$Properties;
        }

        /** Kind enum. */
        enum Kind {

            /** KIND_UNSPECIFIED value */
            KIND_UNSPECIFIED = 0,

            /** HELLO value */
            HELLO = 1,

            /** READY value */
            READY = 2,

            /** LOAD_FAILED value */
            LOAD_FAILED = 3,

            /** BEAT value */
            BEAT = 4,

            /** LOG value */
            LOG = 10,

            /** EVENT value */
            EVENT = 11,

            /** RESULT value */
            RESULT = 5,

            /** FAILURE value */
            FAILURE = 6,

            /** CHUNK value */
            CHUNK = 7,

            /** END value */
            END = 8,

            /** CANCELLED value */
            CANCELLED = 9,

            /** WELCOME value */
            WELCOME = 16,

            /** REFUSED value */
            REFUSED = 17,

            /** SHUTDOWN value */
            SHUTDOWN = 22,

            /** CALL value */
            CALL = 18,

            /** OPEN value */
            OPEN = 19,

            /** CANCEL value */
            CANCEL = 20,

            /** CREDIT value */
            CREDIT = 21,

            /** ACK value */
            ACK = 32
        }

        /**
         * Properties of a Frame.
         * @deprecated Use vivarium.v1.Frame.$Properties instead.
         */
        interface IFrame extends vivarium.v1.Frame.$Properties {
        }

        /** Represents a Frame. */
        class Frame {

            /**
             * Constructs a new Frame.
             * @param [properties] Properties to set
             */
            constructor(properties?: vivarium.v1.Frame.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Frame kind. */
            kind: vivarium.v1.Kind;

            /** Frame call. */
            call: number;

            /** Frame body. */
            body: Uint8Array;

            /** Frame segment. */
            segment: number;

            /** Frame more. */
            more: boolean;

            /** Frame sizes. */
            sizes: number[];

            /** Frame number. */
            number: number;

            /** Frame tool. */
            tool: string;

            /** Frame timeoutMs. */
            timeoutMs: number;

            /** Frame meta. */
            meta: Uint8Array;

            /**
             * Creates a new Frame instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Frame instance
             */
            static create(properties: vivarium.v1.Frame.$Shape): vivarium.v1.Frame & vivarium.v1.Frame.$Shape;
            static create(properties?: vivarium.v1.Frame.$Properties): vivarium.v1.Frame;

            /**
             * Encodes the specified Frame message. Does not implicitly {@link vivarium.v1.Frame.verify|verify} messages.
             * @param message Frame message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: vivarium.v1.Frame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Frame message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {vivarium.v1.Frame & vivarium.v1.Frame.$Shape} Frame
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): vivarium.v1.Frame & vivarium.v1.Frame.$Shape;

            /**
             * Creates a Frame message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Frame
             */
            static fromObject(object: { [k: string]: any }): vivarium.v1.Frame;

            /**
             * Creates a plain object from a Frame message. Also converts values to other types if specified.
             * @param message Frame
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: vivarium.v1.Frame, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Frame to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Frame {

            /** Properties of a Frame. */
            interface $Properties {

                /** Frame kind */
                kind?: (vivarium.v1.Kind|null);

                /** Frame call */
                call?: (number|null);

                /** Frame body */
                body?: (Uint8Array|null);

                /** Frame segment */
                segment?: (number|null);

                /** Frame more */
                more?: (boolean|null);

                /** Frame sizes */
                sizes?: (number[]|null);

                /** Frame number */
                number?: (number|null);

                /** Frame tool */
                tool?: (string|null);

                /** Frame timeoutMs */
                timeoutMs?: (number|null);

                /** Frame meta */
                meta?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Frame. */
            type $Shape = vivarium.v1.Frame.$Properties;
        }
    }
}
