import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace snakepit. */
export namespace snakepit {

    /** Namespace bridge. */
    namespace bridge {

        /**
         * Properties of a PingRequest.
         * @deprecated Use snakepit.bridge.PingRequest.$Properties instead.
         */
        interface IPingRequest extends snakepit.bridge.PingRequest.$Properties {
        }

        /** Represents a PingRequest. */
        class PingRequest {

            /**
             * Constructs a new PingRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.PingRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PingRequest message. */
            message: string;

            /**
             * Creates a new PingRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PingRequest instance
             */
            static create(properties: snakepit.bridge.PingRequest.$Shape): snakepit.bridge.PingRequest & snakepit.bridge.PingRequest.$Shape;
            static create(properties?: snakepit.bridge.PingRequest.$Properties): snakepit.bridge.PingRequest;

            /**
             * Encodes the specified PingRequest message. Does not implicitly {@link snakepit.bridge.PingRequest.verify|verify} messages.
             * @param message PingRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.PingRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PingRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.PingRequest & snakepit.bridge.PingRequest.$Shape} PingRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.PingRequest & snakepit.bridge.PingRequest.$Shape;
        }

        namespace PingRequest {

            /** Properties of a PingRequest. */
            interface $Properties {

                /** PingRequest message */
                message?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PingRequest. */
            type $Shape = snakepit.bridge.PingRequest.$Properties;
        }

        /**
         * Properties of a PingResponse.
         * @deprecated Use snakepit.bridge.PingResponse.$Properties instead.
         */
        interface IPingResponse extends snakepit.bridge.PingResponse.$Properties {
        }

        /** Represents a PingResponse. */
        class PingResponse {

            /**
             * Constructs a new PingResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.PingResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PingResponse message. */
            message: string;

            /** PingResponse serverTime. */
            serverTime?: (google.protobuf.Timestamp.$Properties|null);

            /**
             * Creates a new PingResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PingResponse instance
             */
            static create(properties: snakepit.bridge.PingResponse.$Shape): snakepit.bridge.PingResponse & snakepit.bridge.PingResponse.$Shape;
            static create(properties?: snakepit.bridge.PingResponse.$Properties): snakepit.bridge.PingResponse;

            /**
             * Encodes the specified PingResponse message. Does not implicitly {@link snakepit.bridge.PingResponse.verify|verify} messages.
             * @param message PingResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.PingResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PingResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.PingResponse & snakepit.bridge.PingResponse.$Shape} PingResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.PingResponse & snakepit.bridge.PingResponse.$Shape;
        }

        namespace PingResponse {

            /** Properties of a PingResponse. */
            interface $Properties {

                /** PingResponse message */
                message?: (string|null);

                /** PingResponse serverTime */
                serverTime?: (google.protobuf.Timestamp.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PingResponse. */
            type $Shape = snakepit.bridge.PingResponse.$Properties;
        }

        /**
         * Properties of an InitializeSessionRequest.
         * @deprecated Use snakepit.bridge.InitializeSessionRequest.$Properties instead.
         */
        interface IInitializeSessionRequest extends snakepit.bridge.InitializeSessionRequest.$Properties {
        }

        /** Represents an InitializeSessionRequest. */
        class InitializeSessionRequest {

            /**
             * Constructs a new InitializeSessionRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.InitializeSessionRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** InitializeSessionRequest sessionId. */
            sessionId: string;

            /** InitializeSessionRequest metadata. */
            metadata: { [k: string]: string };

            /** InitializeSessionRequest config. */
            config?: (snakepit.bridge.SessionConfig.$Properties|null);

            /**
             * Creates a new InitializeSessionRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns InitializeSessionRequest instance
             */
            static create(properties: snakepit.bridge.InitializeSessionRequest.$Shape): snakepit.bridge.InitializeSessionRequest & snakepit.bridge.InitializeSessionRequest.$Shape;
            static create(properties?: snakepit.bridge.InitializeSessionRequest.$Properties): snakepit.bridge.InitializeSessionRequest;

            /**
             * Encodes the specified InitializeSessionRequest message. Does not implicitly {@link snakepit.bridge.InitializeSessionRequest.verify|verify} messages.
             * @param message InitializeSessionRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.InitializeSessionRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an InitializeSessionRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.InitializeSessionRequest & snakepit.bridge.InitializeSessionRequest.$Shape} InitializeSessionRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.InitializeSessionRequest & snakepit.bridge.InitializeSessionRequest.$Shape;
        }

        namespace InitializeSessionRequest {

            /** Properties of an InitializeSessionRequest. */
            interface $Properties {

                /** InitializeSessionRequest sessionId */
                sessionId?: (string|null);

                /** InitializeSessionRequest metadata */
                metadata?: ({ [k: string]: string }|null);

                /** InitializeSessionRequest config */
                config?: (snakepit.bridge.SessionConfig.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an InitializeSessionRequest. */
            type $Shape = snakepit.bridge.InitializeSessionRequest.$Properties;
        }

        /**
         * Properties of a SessionConfig.
         * @deprecated Use snakepit.bridge.SessionConfig.$Properties instead.
         */
        interface ISessionConfig extends snakepit.bridge.SessionConfig.$Properties {
        }

        /** Represents a SessionConfig. */
        class SessionConfig {

            /**
             * Constructs a new SessionConfig.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.SessionConfig.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SessionConfig enableCaching. */
            enableCaching: boolean;

            /** SessionConfig cacheTtlSeconds. */
            cacheTtlSeconds: number;

            /** SessionConfig enableTelemetry. */
            enableTelemetry: boolean;

            /**
             * Creates a new SessionConfig instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SessionConfig instance
             */
            static create(properties: snakepit.bridge.SessionConfig.$Shape): snakepit.bridge.SessionConfig & snakepit.bridge.SessionConfig.$Shape;
            static create(properties?: snakepit.bridge.SessionConfig.$Properties): snakepit.bridge.SessionConfig;

            /**
             * Encodes the specified SessionConfig message. Does not implicitly {@link snakepit.bridge.SessionConfig.verify|verify} messages.
             * @param message SessionConfig message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.SessionConfig.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SessionConfig message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.SessionConfig & snakepit.bridge.SessionConfig.$Shape} SessionConfig
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.SessionConfig & snakepit.bridge.SessionConfig.$Shape;
        }

        namespace SessionConfig {

            /** Properties of a SessionConfig. */
            interface $Properties {

                /** SessionConfig enableCaching */
                enableCaching?: (boolean|null);

                /** SessionConfig cacheTtlSeconds */
                cacheTtlSeconds?: (number|null);

                /** SessionConfig enableTelemetry */
                enableTelemetry?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SessionConfig. */
            type $Shape = snakepit.bridge.SessionConfig.$Properties;
        }

        /**
         * Properties of an InitializeSessionResponse.
         * @deprecated Use snakepit.bridge.InitializeSessionResponse.$Properties instead.
         */
        interface IInitializeSessionResponse extends snakepit.bridge.InitializeSessionResponse.$Properties {
        }

        /** Represents an InitializeSessionResponse. */
        class InitializeSessionResponse {

            /**
             * Constructs a new InitializeSessionResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.InitializeSessionResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** InitializeSessionResponse success. */
            success: boolean;

            /** InitializeSessionResponse errorMessage. */
            errorMessage: string;

            /** InitializeSessionResponse availableTools. */
            availableTools: { [k: string]: snakepit.bridge.ToolSpec.$Properties };

            /**
             * Creates a new InitializeSessionResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns InitializeSessionResponse instance
             */
            static create(properties: snakepit.bridge.InitializeSessionResponse.$Shape): snakepit.bridge.InitializeSessionResponse & snakepit.bridge.InitializeSessionResponse.$Shape;
            static create(properties?: snakepit.bridge.InitializeSessionResponse.$Properties): snakepit.bridge.InitializeSessionResponse;

            /**
             * Encodes the specified InitializeSessionResponse message. Does not implicitly {@link snakepit.bridge.InitializeSessionResponse.verify|verify} messages.
             * @param message InitializeSessionResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.InitializeSessionResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an InitializeSessionResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.InitializeSessionResponse & snakepit.bridge.InitializeSessionResponse.$Shape} InitializeSessionResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.InitializeSessionResponse & snakepit.bridge.InitializeSessionResponse.$Shape;
        }

        namespace InitializeSessionResponse {

            /** Properties of an InitializeSessionResponse. */
            interface $Properties {

                /** InitializeSessionResponse success */
                success?: (boolean|null);

                /** InitializeSessionResponse errorMessage */
                errorMessage?: (string|null);

                /** InitializeSessionResponse availableTools */
                availableTools?: ({ [k: string]: snakepit.bridge.ToolSpec.$Properties }|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an InitializeSessionResponse. */
            type $Shape = snakepit.bridge.InitializeSessionResponse.$Properties;
        }

        /**
         * Properties of a CleanupSessionRequest.
         * @deprecated Use snakepit.bridge.CleanupSessionRequest.$Properties instead.
         */
        interface ICleanupSessionRequest extends snakepit.bridge.CleanupSessionRequest.$Properties {
        }

        /** Represents a CleanupSessionRequest. */
        class CleanupSessionRequest {

            /**
             * Constructs a new CleanupSessionRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.CleanupSessionRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CleanupSessionRequest sessionId. */
            sessionId: string;

            /** CleanupSessionRequest force. */
            force: boolean;

            /**
             * Creates a new CleanupSessionRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CleanupSessionRequest instance
             */
            static create(properties: snakepit.bridge.CleanupSessionRequest.$Shape): snakepit.bridge.CleanupSessionRequest & snakepit.bridge.CleanupSessionRequest.$Shape;
            static create(properties?: snakepit.bridge.CleanupSessionRequest.$Properties): snakepit.bridge.CleanupSessionRequest;

            /**
             * Encodes the specified CleanupSessionRequest message. Does not implicitly {@link snakepit.bridge.CleanupSessionRequest.verify|verify} messages.
             * @param message CleanupSessionRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.CleanupSessionRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CleanupSessionRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.CleanupSessionRequest & snakepit.bridge.CleanupSessionRequest.$Shape} CleanupSessionRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.CleanupSessionRequest & snakepit.bridge.CleanupSessionRequest.$Shape;
        }

        namespace CleanupSessionRequest {

            /** Properties of a CleanupSessionRequest. */
            interface $Properties {

                /** CleanupSessionRequest sessionId */
                sessionId?: (string|null);

                /** CleanupSessionRequest force */
                force?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CleanupSessionRequest. */
            type $Shape = snakepit.bridge.CleanupSessionRequest.$Properties;
        }

        /**
         * Properties of a CleanupSessionResponse.
         * @deprecated Use snakepit.bridge.CleanupSessionResponse.$Properties instead.
         */
        interface ICleanupSessionResponse extends snakepit.bridge.CleanupSessionResponse.$Properties {
        }

        /** Represents a CleanupSessionResponse. */
        class CleanupSessionResponse {

            /**
             * Constructs a new CleanupSessionResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.CleanupSessionResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CleanupSessionResponse success. */
            success: boolean;

            /** CleanupSessionResponse resourcesCleaned. */
            resourcesCleaned: number;

            /**
             * Creates a new CleanupSessionResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CleanupSessionResponse instance
             */
            static create(properties: snakepit.bridge.CleanupSessionResponse.$Shape): snakepit.bridge.CleanupSessionResponse & snakepit.bridge.CleanupSessionResponse.$Shape;
            static create(properties?: snakepit.bridge.CleanupSessionResponse.$Properties): snakepit.bridge.CleanupSessionResponse;

            /**
             * Encodes the specified CleanupSessionResponse message. Does not implicitly {@link snakepit.bridge.CleanupSessionResponse.verify|verify} messages.
             * @param message CleanupSessionResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.CleanupSessionResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CleanupSessionResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.CleanupSessionResponse & snakepit.bridge.CleanupSessionResponse.$Shape} CleanupSessionResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.CleanupSessionResponse & snakepit.bridge.CleanupSessionResponse.$Shape;
        }

        namespace CleanupSessionResponse {

            /** Properties of a CleanupSessionResponse. */
            interface $Properties {

                /** CleanupSessionResponse success */
                success?: (boolean|null);

                /** CleanupSessionResponse resourcesCleaned */
                resourcesCleaned?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CleanupSessionResponse. */
            type $Shape = snakepit.bridge.CleanupSessionResponse.$Properties;
        }

        /**
         * Properties of a GetSessionRequest.
         * @deprecated Use snakepit.bridge.GetSessionRequest.$Properties instead.
         */
        interface IGetSessionRequest extends snakepit.bridge.GetSessionRequest.$Properties {
        }

        /** Represents a GetSessionRequest. */
        class GetSessionRequest {

            /**
             * Constructs a new GetSessionRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.GetSessionRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetSessionRequest sessionId. */
            sessionId: string;

            /**
             * Creates a new GetSessionRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetSessionRequest instance
             */
            static create(properties: snakepit.bridge.GetSessionRequest.$Shape): snakepit.bridge.GetSessionRequest & snakepit.bridge.GetSessionRequest.$Shape;
            static create(properties?: snakepit.bridge.GetSessionRequest.$Properties): snakepit.bridge.GetSessionRequest;

            /**
             * Encodes the specified GetSessionRequest message. Does not implicitly {@link snakepit.bridge.GetSessionRequest.verify|verify} messages.
             * @param message GetSessionRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.GetSessionRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetSessionRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.GetSessionRequest & snakepit.bridge.GetSessionRequest.$Shape} GetSessionRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.GetSessionRequest & snakepit.bridge.GetSessionRequest.$Shape;
        }

        namespace GetSessionRequest {

            /** Properties of a GetSessionRequest. */
            interface $Properties {

                /** GetSessionRequest sessionId */
                sessionId?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetSessionRequest. */
            type $Shape = snakepit.bridge.GetSessionRequest.$Properties;
        }

        /**
         * Properties of a GetSessionResponse.
         * @deprecated Use snakepit.bridge.GetSessionResponse.$Properties instead.
         */
        interface IGetSessionResponse extends snakepit.bridge.GetSessionResponse.$Properties {
        }

        /** Represents a GetSessionResponse. */
        class GetSessionResponse {

            /**
             * Constructs a new GetSessionResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.GetSessionResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetSessionResponse sessionId. */
            sessionId: string;

            /** GetSessionResponse metadata. */
            metadata: { [k: string]: string };

            /** GetSessionResponse createdAt. */
            createdAt?: (google.protobuf.Timestamp.$Properties|null);

            /** GetSessionResponse toolCount. */
            toolCount: number;

            /**
             * Creates a new GetSessionResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetSessionResponse instance
             */
            static create(properties: snakepit.bridge.GetSessionResponse.$Shape): snakepit.bridge.GetSessionResponse & snakepit.bridge.GetSessionResponse.$Shape;
            static create(properties?: snakepit.bridge.GetSessionResponse.$Properties): snakepit.bridge.GetSessionResponse;

            /**
             * Encodes the specified GetSessionResponse message. Does not implicitly {@link snakepit.bridge.GetSessionResponse.verify|verify} messages.
             * @param message GetSessionResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.GetSessionResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetSessionResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.GetSessionResponse & snakepit.bridge.GetSessionResponse.$Shape} GetSessionResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.GetSessionResponse & snakepit.bridge.GetSessionResponse.$Shape;
        }

        namespace GetSessionResponse {

            /** Properties of a GetSessionResponse. */
            interface $Properties {

                /** GetSessionResponse sessionId */
                sessionId?: (string|null);

                /** GetSessionResponse metadata */
                metadata?: ({ [k: string]: string }|null);

                /** GetSessionResponse createdAt */
                createdAt?: (google.protobuf.Timestamp.$Properties|null);

                /** GetSessionResponse toolCount */
                toolCount?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetSessionResponse. */
            type $Shape = snakepit.bridge.GetSessionResponse.$Properties;
        }

        /**
         * Properties of a HeartbeatRequest.
         * @deprecated Use snakepit.bridge.HeartbeatRequest.$Properties instead.
         */
        interface IHeartbeatRequest extends snakepit.bridge.HeartbeatRequest.$Properties {
        }

        /** Represents a HeartbeatRequest. */
        class HeartbeatRequest {

            /**
             * Constructs a new HeartbeatRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.HeartbeatRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** HeartbeatRequest sessionId. */
            sessionId: string;

            /** HeartbeatRequest clientTime. */
            clientTime?: (google.protobuf.Timestamp.$Properties|null);

            /**
             * Creates a new HeartbeatRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns HeartbeatRequest instance
             */
            static create(properties: snakepit.bridge.HeartbeatRequest.$Shape): snakepit.bridge.HeartbeatRequest & snakepit.bridge.HeartbeatRequest.$Shape;
            static create(properties?: snakepit.bridge.HeartbeatRequest.$Properties): snakepit.bridge.HeartbeatRequest;

            /**
             * Encodes the specified HeartbeatRequest message. Does not implicitly {@link snakepit.bridge.HeartbeatRequest.verify|verify} messages.
             * @param message HeartbeatRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.HeartbeatRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a HeartbeatRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.HeartbeatRequest & snakepit.bridge.HeartbeatRequest.$Shape} HeartbeatRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.HeartbeatRequest & snakepit.bridge.HeartbeatRequest.$Shape;
        }

        namespace HeartbeatRequest {

            /** Properties of a HeartbeatRequest. */
            interface $Properties {

                /** HeartbeatRequest sessionId */
                sessionId?: (string|null);

                /** HeartbeatRequest clientTime */
                clientTime?: (google.protobuf.Timestamp.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a HeartbeatRequest. */
            type $Shape = snakepit.bridge.HeartbeatRequest.$Properties;
        }

        /**
         * Properties of a HeartbeatResponse.
         * @deprecated Use snakepit.bridge.HeartbeatResponse.$Properties instead.
         */
        interface IHeartbeatResponse extends snakepit.bridge.HeartbeatResponse.$Properties {
        }

        /** Represents a HeartbeatResponse. */
        class HeartbeatResponse {

            /**
             * Constructs a new HeartbeatResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.HeartbeatResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** HeartbeatResponse serverTime. */
            serverTime?: (google.protobuf.Timestamp.$Properties|null);

            /** HeartbeatResponse sessionValid. */
            sessionValid: boolean;

            /**
             * Creates a new HeartbeatResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns HeartbeatResponse instance
             */
            static create(properties: snakepit.bridge.HeartbeatResponse.$Shape): snakepit.bridge.HeartbeatResponse & snakepit.bridge.HeartbeatResponse.$Shape;
            static create(properties?: snakepit.bridge.HeartbeatResponse.$Properties): snakepit.bridge.HeartbeatResponse;

            /**
             * Encodes the specified HeartbeatResponse message. Does not implicitly {@link snakepit.bridge.HeartbeatResponse.verify|verify} messages.
             * @param message HeartbeatResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.HeartbeatResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a HeartbeatResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.HeartbeatResponse & snakepit.bridge.HeartbeatResponse.$Shape} HeartbeatResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.HeartbeatResponse & snakepit.bridge.HeartbeatResponse.$Shape;
        }

        namespace HeartbeatResponse {

            /** Properties of a HeartbeatResponse. */
            interface $Properties {

                /** HeartbeatResponse serverTime */
                serverTime?: (google.protobuf.Timestamp.$Properties|null);

                /** HeartbeatResponse sessionValid */
                sessionValid?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a HeartbeatResponse. */
            type $Shape = snakepit.bridge.HeartbeatResponse.$Properties;
        }

        /**
         * Properties of a ToolSpec.
         * @deprecated Use snakepit.bridge.ToolSpec.$Properties instead.
         */
        interface IToolSpec extends snakepit.bridge.ToolSpec.$Properties {
        }

        /** Represents a ToolSpec. */
        class ToolSpec {

            /**
             * Constructs a new ToolSpec.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.ToolSpec.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ToolSpec name. */
            name: string;

            /** ToolSpec description. */
            description: string;

            /** ToolSpec parameters. */
            parameters: snakepit.bridge.ParameterSpec.$Properties[];

            /** ToolSpec metadata. */
            metadata: { [k: string]: string };

            /** ToolSpec supportsStreaming. */
            supportsStreaming: boolean;

            /**
             * Creates a new ToolSpec instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ToolSpec instance
             */
            static create(properties: snakepit.bridge.ToolSpec.$Shape): snakepit.bridge.ToolSpec & snakepit.bridge.ToolSpec.$Shape;
            static create(properties?: snakepit.bridge.ToolSpec.$Properties): snakepit.bridge.ToolSpec;

            /**
             * Encodes the specified ToolSpec message. Does not implicitly {@link snakepit.bridge.ToolSpec.verify|verify} messages.
             * @param message ToolSpec message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.ToolSpec.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ToolSpec message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.ToolSpec & snakepit.bridge.ToolSpec.$Shape} ToolSpec
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.ToolSpec & snakepit.bridge.ToolSpec.$Shape;
        }

        namespace ToolSpec {

            /** Properties of a ToolSpec. */
            interface $Properties {

                /** ToolSpec name */
                name?: (string|null);

                /** ToolSpec description */
                description?: (string|null);

                /** ToolSpec parameters */
                parameters?: (snakepit.bridge.ParameterSpec.$Properties[]|null);

                /** ToolSpec metadata */
                metadata?: ({ [k: string]: string }|null);

                /** ToolSpec supportsStreaming */
                supportsStreaming?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ToolSpec. */
            type $Shape = snakepit.bridge.ToolSpec.$Properties;
        }

        /**
         * Properties of a ParameterSpec.
         * @deprecated Use snakepit.bridge.ParameterSpec.$Properties instead.
         */
        interface IParameterSpec extends snakepit.bridge.ParameterSpec.$Properties {
        }

        /** Represents a ParameterSpec. */
        class ParameterSpec {

            /**
             * Constructs a new ParameterSpec.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.ParameterSpec.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ParameterSpec name. */
            name: string;

            /** ParameterSpec type. */
            type: string;

            /** ParameterSpec description. */
            description: string;

            /** ParameterSpec required. */
            required: boolean;

            /** ParameterSpec defaultValue. */
            defaultValue?: (google.protobuf.Any.$Properties|null);

            /** ParameterSpec validationJson. */
            validationJson: string;

            /**
             * Creates a new ParameterSpec instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ParameterSpec instance
             */
            static create(properties: snakepit.bridge.ParameterSpec.$Shape): snakepit.bridge.ParameterSpec & snakepit.bridge.ParameterSpec.$Shape;
            static create(properties?: snakepit.bridge.ParameterSpec.$Properties): snakepit.bridge.ParameterSpec;

            /**
             * Encodes the specified ParameterSpec message. Does not implicitly {@link snakepit.bridge.ParameterSpec.verify|verify} messages.
             * @param message ParameterSpec message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.ParameterSpec.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ParameterSpec message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.ParameterSpec & snakepit.bridge.ParameterSpec.$Shape} ParameterSpec
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.ParameterSpec & snakepit.bridge.ParameterSpec.$Shape;
        }

        namespace ParameterSpec {

            /** Properties of a ParameterSpec. */
            interface $Properties {

                /** ParameterSpec name */
                name?: (string|null);

                /** ParameterSpec type */
                type?: (string|null);

                /** ParameterSpec description */
                description?: (string|null);

                /** ParameterSpec required */
                required?: (boolean|null);

                /** ParameterSpec defaultValue */
                defaultValue?: (google.protobuf.Any.$Properties|null);

                /** ParameterSpec validationJson */
                validationJson?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ParameterSpec. */
            type $Shape = snakepit.bridge.ParameterSpec.$Properties;
        }

        /**
         * Properties of an ExecuteToolRequest.
         * @deprecated Use snakepit.bridge.ExecuteToolRequest.$Properties instead.
         */
        interface IExecuteToolRequest extends snakepit.bridge.ExecuteToolRequest.$Properties {
        }

        /** Represents an ExecuteToolRequest. */
        class ExecuteToolRequest {

            /**
             * Constructs a new ExecuteToolRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.ExecuteToolRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ExecuteToolRequest sessionId. */
            sessionId: string;

            /** ExecuteToolRequest toolName. */
            toolName: string;

            /** ExecuteToolRequest parameters. */
            parameters: { [k: string]: google.protobuf.Any.$Properties };

            /** ExecuteToolRequest metadata. */
            metadata: { [k: string]: string };

            /** ExecuteToolRequest stream. */
            stream: boolean;

            /** ExecuteToolRequest binaryParameters. */
            binaryParameters: { [k: string]: Uint8Array };

            /**
             * Creates a new ExecuteToolRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ExecuteToolRequest instance
             */
            static create(properties: snakepit.bridge.ExecuteToolRequest.$Shape): snakepit.bridge.ExecuteToolRequest & snakepit.bridge.ExecuteToolRequest.$Shape;
            static create(properties?: snakepit.bridge.ExecuteToolRequest.$Properties): snakepit.bridge.ExecuteToolRequest;

            /**
             * Encodes the specified ExecuteToolRequest message. Does not implicitly {@link snakepit.bridge.ExecuteToolRequest.verify|verify} messages.
             * @param message ExecuteToolRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.ExecuteToolRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ExecuteToolRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.ExecuteToolRequest & snakepit.bridge.ExecuteToolRequest.$Shape} ExecuteToolRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.ExecuteToolRequest & snakepit.bridge.ExecuteToolRequest.$Shape;
        }

        namespace ExecuteToolRequest {

            /** Properties of an ExecuteToolRequest. */
            interface $Properties {

                /** ExecuteToolRequest sessionId */
                sessionId?: (string|null);

                /** ExecuteToolRequest toolName */
                toolName?: (string|null);

                /** ExecuteToolRequest parameters */
                parameters?: ({ [k: string]: google.protobuf.Any.$Properties }|null);

                /** ExecuteToolRequest metadata */
                metadata?: ({ [k: string]: string }|null);

                /** ExecuteToolRequest stream */
                stream?: (boolean|null);

                /** ExecuteToolRequest binaryParameters */
                binaryParameters?: ({ [k: string]: Uint8Array }|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ExecuteToolRequest. */
            type $Shape = snakepit.bridge.ExecuteToolRequest.$Properties;
        }

        /**
         * Properties of an ExecuteToolResponse.
         * @deprecated Use snakepit.bridge.ExecuteToolResponse.$Properties instead.
         */
        interface IExecuteToolResponse extends snakepit.bridge.ExecuteToolResponse.$Properties {
        }

        /** Represents an ExecuteToolResponse. */
        class ExecuteToolResponse {

            /**
             * Constructs a new ExecuteToolResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.ExecuteToolResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ExecuteToolResponse success. */
            success: boolean;

            /** ExecuteToolResponse result. */
            result?: (google.protobuf.Any.$Properties|null);

            /** ExecuteToolResponse errorMessage. */
            errorMessage: string;

            /** ExecuteToolResponse metadata. */
            metadata: { [k: string]: string };

            /** ExecuteToolResponse executionTimeMs. */
            executionTimeMs: number;

            /** ExecuteToolResponse binaryResult. */
            binaryResult: Uint8Array;

            /**
             * Creates a new ExecuteToolResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ExecuteToolResponse instance
             */
            static create(properties: snakepit.bridge.ExecuteToolResponse.$Shape): snakepit.bridge.ExecuteToolResponse & snakepit.bridge.ExecuteToolResponse.$Shape;
            static create(properties?: snakepit.bridge.ExecuteToolResponse.$Properties): snakepit.bridge.ExecuteToolResponse;

            /**
             * Encodes the specified ExecuteToolResponse message. Does not implicitly {@link snakepit.bridge.ExecuteToolResponse.verify|verify} messages.
             * @param message ExecuteToolResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.ExecuteToolResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ExecuteToolResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.ExecuteToolResponse & snakepit.bridge.ExecuteToolResponse.$Shape} ExecuteToolResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.ExecuteToolResponse & snakepit.bridge.ExecuteToolResponse.$Shape;
        }

        namespace ExecuteToolResponse {

            /** Properties of an ExecuteToolResponse. */
            interface $Properties {

                /** ExecuteToolResponse success */
                success?: (boolean|null);

                /** ExecuteToolResponse result */
                result?: (google.protobuf.Any.$Properties|null);

                /** ExecuteToolResponse errorMessage */
                errorMessage?: (string|null);

                /** ExecuteToolResponse metadata */
                metadata?: ({ [k: string]: string }|null);

                /** ExecuteToolResponse executionTimeMs */
                executionTimeMs?: (number|null);

                /** ExecuteToolResponse binaryResult */
                binaryResult?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ExecuteToolResponse. */
            type $Shape = snakepit.bridge.ExecuteToolResponse.$Properties;
        }

        /**
         * Properties of a ToolChunk.
         * @deprecated Use snakepit.bridge.ToolChunk.$Properties instead.
         */
        interface IToolChunk extends snakepit.bridge.ToolChunk.$Properties {
        }

        /** Represents a ToolChunk. */
        class ToolChunk {

            /**
             * Constructs a new ToolChunk.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.ToolChunk.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ToolChunk chunkId. */
            chunkId: string;

            /** ToolChunk data. */
            data: Uint8Array;

            /** ToolChunk isFinal. */
            isFinal: boolean;

            /** ToolChunk metadata. */
            metadata: { [k: string]: string };

            /**
             * Creates a new ToolChunk instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ToolChunk instance
             */
            static create(properties: snakepit.bridge.ToolChunk.$Shape): snakepit.bridge.ToolChunk & snakepit.bridge.ToolChunk.$Shape;
            static create(properties?: snakepit.bridge.ToolChunk.$Properties): snakepit.bridge.ToolChunk;

            /**
             * Encodes the specified ToolChunk message. Does not implicitly {@link snakepit.bridge.ToolChunk.verify|verify} messages.
             * @param message ToolChunk message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.ToolChunk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ToolChunk message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.ToolChunk & snakepit.bridge.ToolChunk.$Shape} ToolChunk
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.ToolChunk & snakepit.bridge.ToolChunk.$Shape;
        }

        namespace ToolChunk {

            /** Properties of a ToolChunk. */
            interface $Properties {

                /** ToolChunk chunkId */
                chunkId?: (string|null);

                /** ToolChunk data */
                data?: (Uint8Array|null);

                /** ToolChunk isFinal */
                isFinal?: (boolean|null);

                /** ToolChunk metadata */
                metadata?: ({ [k: string]: string }|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ToolChunk. */
            type $Shape = snakepit.bridge.ToolChunk.$Properties;
        }

        /**
         * Properties of a RegisterToolsRequest.
         * @deprecated Use snakepit.bridge.RegisterToolsRequest.$Properties instead.
         */
        interface IRegisterToolsRequest extends snakepit.bridge.RegisterToolsRequest.$Properties {
        }

        /** Represents a RegisterToolsRequest. */
        class RegisterToolsRequest {

            /**
             * Constructs a new RegisterToolsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.RegisterToolsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RegisterToolsRequest sessionId. */
            sessionId: string;

            /** RegisterToolsRequest tools. */
            tools: snakepit.bridge.ToolRegistration.$Properties[];

            /** RegisterToolsRequest workerId. */
            workerId: string;

            /**
             * Creates a new RegisterToolsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RegisterToolsRequest instance
             */
            static create(properties: snakepit.bridge.RegisterToolsRequest.$Shape): snakepit.bridge.RegisterToolsRequest & snakepit.bridge.RegisterToolsRequest.$Shape;
            static create(properties?: snakepit.bridge.RegisterToolsRequest.$Properties): snakepit.bridge.RegisterToolsRequest;

            /**
             * Encodes the specified RegisterToolsRequest message. Does not implicitly {@link snakepit.bridge.RegisterToolsRequest.verify|verify} messages.
             * @param message RegisterToolsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.RegisterToolsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RegisterToolsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.RegisterToolsRequest & snakepit.bridge.RegisterToolsRequest.$Shape} RegisterToolsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.RegisterToolsRequest & snakepit.bridge.RegisterToolsRequest.$Shape;
        }

        namespace RegisterToolsRequest {

            /** Properties of a RegisterToolsRequest. */
            interface $Properties {

                /** RegisterToolsRequest sessionId */
                sessionId?: (string|null);

                /** RegisterToolsRequest tools */
                tools?: (snakepit.bridge.ToolRegistration.$Properties[]|null);

                /** RegisterToolsRequest workerId */
                workerId?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RegisterToolsRequest. */
            type $Shape = snakepit.bridge.RegisterToolsRequest.$Properties;
        }

        /**
         * Properties of a ToolRegistration.
         * @deprecated Use snakepit.bridge.ToolRegistration.$Properties instead.
         */
        interface IToolRegistration extends snakepit.bridge.ToolRegistration.$Properties {
        }

        /** Represents a ToolRegistration. */
        class ToolRegistration {

            /**
             * Constructs a new ToolRegistration.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.ToolRegistration.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ToolRegistration name. */
            name: string;

            /** ToolRegistration description. */
            description: string;

            /** ToolRegistration parameters. */
            parameters: snakepit.bridge.ParameterSpec.$Properties[];

            /** ToolRegistration metadata. */
            metadata: { [k: string]: string };

            /** ToolRegistration supportsStreaming. */
            supportsStreaming: boolean;

            /**
             * Creates a new ToolRegistration instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ToolRegistration instance
             */
            static create(properties: snakepit.bridge.ToolRegistration.$Shape): snakepit.bridge.ToolRegistration & snakepit.bridge.ToolRegistration.$Shape;
            static create(properties?: snakepit.bridge.ToolRegistration.$Properties): snakepit.bridge.ToolRegistration;

            /**
             * Encodes the specified ToolRegistration message. Does not implicitly {@link snakepit.bridge.ToolRegistration.verify|verify} messages.
             * @param message ToolRegistration message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.ToolRegistration.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ToolRegistration message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.ToolRegistration & snakepit.bridge.ToolRegistration.$Shape} ToolRegistration
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.ToolRegistration & snakepit.bridge.ToolRegistration.$Shape;
        }

        namespace ToolRegistration {

            /** Properties of a ToolRegistration. */
            interface $Properties {

                /** ToolRegistration name */
                name?: (string|null);

                /** ToolRegistration description */
                description?: (string|null);

                /** ToolRegistration parameters */
                parameters?: (snakepit.bridge.ParameterSpec.$Properties[]|null);

                /** ToolRegistration metadata */
                metadata?: ({ [k: string]: string }|null);

                /** ToolRegistration supportsStreaming */
                supportsStreaming?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ToolRegistration. */
            type $Shape = snakepit.bridge.ToolRegistration.$Properties;
        }

        /**
         * Properties of a RegisterToolsResponse.
         * @deprecated Use snakepit.bridge.RegisterToolsResponse.$Properties instead.
         */
        interface IRegisterToolsResponse extends snakepit.bridge.RegisterToolsResponse.$Properties {
        }

        /** Represents a RegisterToolsResponse. */
        class RegisterToolsResponse {

            /**
             * Constructs a new RegisterToolsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.RegisterToolsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RegisterToolsResponse success. */
            success: boolean;

            /** RegisterToolsResponse toolIds. */
            toolIds: { [k: string]: string };

            /** RegisterToolsResponse errorMessage. */
            errorMessage: string;

            /**
             * Creates a new RegisterToolsResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RegisterToolsResponse instance
             */
            static create(properties: snakepit.bridge.RegisterToolsResponse.$Shape): snakepit.bridge.RegisterToolsResponse & snakepit.bridge.RegisterToolsResponse.$Shape;
            static create(properties?: snakepit.bridge.RegisterToolsResponse.$Properties): snakepit.bridge.RegisterToolsResponse;

            /**
             * Encodes the specified RegisterToolsResponse message. Does not implicitly {@link snakepit.bridge.RegisterToolsResponse.verify|verify} messages.
             * @param message RegisterToolsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.RegisterToolsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RegisterToolsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.RegisterToolsResponse & snakepit.bridge.RegisterToolsResponse.$Shape} RegisterToolsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.RegisterToolsResponse & snakepit.bridge.RegisterToolsResponse.$Shape;
        }

        namespace RegisterToolsResponse {

            /** Properties of a RegisterToolsResponse. */
            interface $Properties {

                /** RegisterToolsResponse success */
                success?: (boolean|null);

                /** RegisterToolsResponse toolIds */
                toolIds?: ({ [k: string]: string }|null);

                /** RegisterToolsResponse errorMessage */
                errorMessage?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RegisterToolsResponse. */
            type $Shape = snakepit.bridge.RegisterToolsResponse.$Properties;
        }

        /**
         * Properties of a GetExposedElixirToolsRequest.
         * @deprecated Use snakepit.bridge.GetExposedElixirToolsRequest.$Properties instead.
         */
        interface IGetExposedElixirToolsRequest extends snakepit.bridge.GetExposedElixirToolsRequest.$Properties {
        }

        /** Represents a GetExposedElixirToolsRequest. */
        class GetExposedElixirToolsRequest {

            /**
             * Constructs a new GetExposedElixirToolsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.GetExposedElixirToolsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetExposedElixirToolsRequest sessionId. */
            sessionId: string;

            /**
             * Creates a new GetExposedElixirToolsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetExposedElixirToolsRequest instance
             */
            static create(properties: snakepit.bridge.GetExposedElixirToolsRequest.$Shape): snakepit.bridge.GetExposedElixirToolsRequest & snakepit.bridge.GetExposedElixirToolsRequest.$Shape;
            static create(properties?: snakepit.bridge.GetExposedElixirToolsRequest.$Properties): snakepit.bridge.GetExposedElixirToolsRequest;

            /**
             * Encodes the specified GetExposedElixirToolsRequest message. Does not implicitly {@link snakepit.bridge.GetExposedElixirToolsRequest.verify|verify} messages.
             * @param message GetExposedElixirToolsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.GetExposedElixirToolsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetExposedElixirToolsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.GetExposedElixirToolsRequest & snakepit.bridge.GetExposedElixirToolsRequest.$Shape} GetExposedElixirToolsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.GetExposedElixirToolsRequest & snakepit.bridge.GetExposedElixirToolsRequest.$Shape;
        }

        namespace GetExposedElixirToolsRequest {

            /** Properties of a GetExposedElixirToolsRequest. */
            interface $Properties {

                /** GetExposedElixirToolsRequest sessionId */
                sessionId?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetExposedElixirToolsRequest. */
            type $Shape = snakepit.bridge.GetExposedElixirToolsRequest.$Properties;
        }

        /**
         * Properties of a GetExposedElixirToolsResponse.
         * @deprecated Use snakepit.bridge.GetExposedElixirToolsResponse.$Properties instead.
         */
        interface IGetExposedElixirToolsResponse extends snakepit.bridge.GetExposedElixirToolsResponse.$Properties {
        }

        /** Represents a GetExposedElixirToolsResponse. */
        class GetExposedElixirToolsResponse {

            /**
             * Constructs a new GetExposedElixirToolsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.GetExposedElixirToolsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetExposedElixirToolsResponse tools. */
            tools: snakepit.bridge.ToolSpec.$Properties[];

            /**
             * Creates a new GetExposedElixirToolsResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetExposedElixirToolsResponse instance
             */
            static create(properties: snakepit.bridge.GetExposedElixirToolsResponse.$Shape): snakepit.bridge.GetExposedElixirToolsResponse & snakepit.bridge.GetExposedElixirToolsResponse.$Shape;
            static create(properties?: snakepit.bridge.GetExposedElixirToolsResponse.$Properties): snakepit.bridge.GetExposedElixirToolsResponse;

            /**
             * Encodes the specified GetExposedElixirToolsResponse message. Does not implicitly {@link snakepit.bridge.GetExposedElixirToolsResponse.verify|verify} messages.
             * @param message GetExposedElixirToolsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.GetExposedElixirToolsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetExposedElixirToolsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.GetExposedElixirToolsResponse & snakepit.bridge.GetExposedElixirToolsResponse.$Shape} GetExposedElixirToolsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.GetExposedElixirToolsResponse & snakepit.bridge.GetExposedElixirToolsResponse.$Shape;
        }

        namespace GetExposedElixirToolsResponse {

            /** Properties of a GetExposedElixirToolsResponse. */
            interface $Properties {

                /** GetExposedElixirToolsResponse tools */
                tools?: (snakepit.bridge.ToolSpec.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetExposedElixirToolsResponse. */
            type $Shape = snakepit.bridge.GetExposedElixirToolsResponse.$Properties;
        }

        /**
         * Properties of an ExecuteElixirToolRequest.
         * @deprecated Use snakepit.bridge.ExecuteElixirToolRequest.$Properties instead.
         */
        interface IExecuteElixirToolRequest extends snakepit.bridge.ExecuteElixirToolRequest.$Properties {
        }

        /** Represents an ExecuteElixirToolRequest. */
        class ExecuteElixirToolRequest {

            /**
             * Constructs a new ExecuteElixirToolRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.ExecuteElixirToolRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ExecuteElixirToolRequest sessionId. */
            sessionId: string;

            /** ExecuteElixirToolRequest toolName. */
            toolName: string;

            /** ExecuteElixirToolRequest parameters. */
            parameters: { [k: string]: google.protobuf.Any.$Properties };

            /** ExecuteElixirToolRequest metadata. */
            metadata: { [k: string]: string };

            /**
             * Creates a new ExecuteElixirToolRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ExecuteElixirToolRequest instance
             */
            static create(properties: snakepit.bridge.ExecuteElixirToolRequest.$Shape): snakepit.bridge.ExecuteElixirToolRequest & snakepit.bridge.ExecuteElixirToolRequest.$Shape;
            static create(properties?: snakepit.bridge.ExecuteElixirToolRequest.$Properties): snakepit.bridge.ExecuteElixirToolRequest;

            /**
             * Encodes the specified ExecuteElixirToolRequest message. Does not implicitly {@link snakepit.bridge.ExecuteElixirToolRequest.verify|verify} messages.
             * @param message ExecuteElixirToolRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.ExecuteElixirToolRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ExecuteElixirToolRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.ExecuteElixirToolRequest & snakepit.bridge.ExecuteElixirToolRequest.$Shape} ExecuteElixirToolRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.ExecuteElixirToolRequest & snakepit.bridge.ExecuteElixirToolRequest.$Shape;
        }

        namespace ExecuteElixirToolRequest {

            /** Properties of an ExecuteElixirToolRequest. */
            interface $Properties {

                /** ExecuteElixirToolRequest sessionId */
                sessionId?: (string|null);

                /** ExecuteElixirToolRequest toolName */
                toolName?: (string|null);

                /** ExecuteElixirToolRequest parameters */
                parameters?: ({ [k: string]: google.protobuf.Any.$Properties }|null);

                /** ExecuteElixirToolRequest metadata */
                metadata?: ({ [k: string]: string }|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ExecuteElixirToolRequest. */
            type $Shape = snakepit.bridge.ExecuteElixirToolRequest.$Properties;
        }

        /**
         * Properties of an ExecuteElixirToolResponse.
         * @deprecated Use snakepit.bridge.ExecuteElixirToolResponse.$Properties instead.
         */
        interface IExecuteElixirToolResponse extends snakepit.bridge.ExecuteElixirToolResponse.$Properties {
        }

        /** Represents an ExecuteElixirToolResponse. */
        class ExecuteElixirToolResponse {

            /**
             * Constructs a new ExecuteElixirToolResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.ExecuteElixirToolResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ExecuteElixirToolResponse success. */
            success: boolean;

            /** ExecuteElixirToolResponse result. */
            result?: (google.protobuf.Any.$Properties|null);

            /** ExecuteElixirToolResponse errorMessage. */
            errorMessage: string;

            /** ExecuteElixirToolResponse metadata. */
            metadata: { [k: string]: string };

            /** ExecuteElixirToolResponse executionTimeMs. */
            executionTimeMs: number;

            /** ExecuteElixirToolResponse binaryResult. */
            binaryResult: Uint8Array;

            /**
             * Creates a new ExecuteElixirToolResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ExecuteElixirToolResponse instance
             */
            static create(properties: snakepit.bridge.ExecuteElixirToolResponse.$Shape): snakepit.bridge.ExecuteElixirToolResponse & snakepit.bridge.ExecuteElixirToolResponse.$Shape;
            static create(properties?: snakepit.bridge.ExecuteElixirToolResponse.$Properties): snakepit.bridge.ExecuteElixirToolResponse;

            /**
             * Encodes the specified ExecuteElixirToolResponse message. Does not implicitly {@link snakepit.bridge.ExecuteElixirToolResponse.verify|verify} messages.
             * @param message ExecuteElixirToolResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.ExecuteElixirToolResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ExecuteElixirToolResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.ExecuteElixirToolResponse & snakepit.bridge.ExecuteElixirToolResponse.$Shape} ExecuteElixirToolResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.ExecuteElixirToolResponse & snakepit.bridge.ExecuteElixirToolResponse.$Shape;
        }

        namespace ExecuteElixirToolResponse {

            /** Properties of an ExecuteElixirToolResponse. */
            interface $Properties {

                /** ExecuteElixirToolResponse success */
                success?: (boolean|null);

                /** ExecuteElixirToolResponse result */
                result?: (google.protobuf.Any.$Properties|null);

                /** ExecuteElixirToolResponse errorMessage */
                errorMessage?: (string|null);

                /** ExecuteElixirToolResponse metadata */
                metadata?: ({ [k: string]: string }|null);

                /** ExecuteElixirToolResponse executionTimeMs */
                executionTimeMs?: (number|null);

                /** ExecuteElixirToolResponse binaryResult */
                binaryResult?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ExecuteElixirToolResponse. */
            type $Shape = snakepit.bridge.ExecuteElixirToolResponse.$Properties;
        }

        /**
         * Properties of a TelemetryEvent.
         * @deprecated Use snakepit.bridge.TelemetryEvent.$Properties instead.
         */
        interface ITelemetryEvent extends snakepit.bridge.TelemetryEvent.$Properties {
        }

        /** Represents a TelemetryEvent. */
        class TelemetryEvent {

            /**
             * Constructs a new TelemetryEvent.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.TelemetryEvent.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TelemetryEvent eventParts. */
            eventParts: string[];

            /** TelemetryEvent measurements. */
            measurements: { [k: string]: snakepit.bridge.TelemetryValue.$Properties };

            /** TelemetryEvent metadata. */
            metadata: { [k: string]: string };

            /** TelemetryEvent timestampNs. */
            timestampNs: number;

            /** TelemetryEvent correlationId. */
            correlationId: string;

            /**
             * Creates a new TelemetryEvent instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TelemetryEvent instance
             */
            static create(properties: snakepit.bridge.TelemetryEvent.$Shape): snakepit.bridge.TelemetryEvent & snakepit.bridge.TelemetryEvent.$Shape;
            static create(properties?: snakepit.bridge.TelemetryEvent.$Properties): snakepit.bridge.TelemetryEvent;

            /**
             * Encodes the specified TelemetryEvent message. Does not implicitly {@link snakepit.bridge.TelemetryEvent.verify|verify} messages.
             * @param message TelemetryEvent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.TelemetryEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TelemetryEvent message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.TelemetryEvent & snakepit.bridge.TelemetryEvent.$Shape} TelemetryEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.TelemetryEvent & snakepit.bridge.TelemetryEvent.$Shape;
        }

        namespace TelemetryEvent {

            /** Properties of a TelemetryEvent. */
            interface $Properties {

                /** TelemetryEvent eventParts */
                eventParts?: (string[]|null);

                /** TelemetryEvent measurements */
                measurements?: ({ [k: string]: snakepit.bridge.TelemetryValue.$Properties }|null);

                /** TelemetryEvent metadata */
                metadata?: ({ [k: string]: string }|null);

                /** TelemetryEvent timestampNs */
                timestampNs?: (number|null);

                /** TelemetryEvent correlationId */
                correlationId?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TelemetryEvent. */
            type $Shape = {
              eventParts?: string[]|null;
              measurements?: { [k: string]: snakepit.bridge.TelemetryValue.$Shape }|null;
              metadata?: { [k: string]: string }|null;
              timestampNs?: number|null;
              correlationId?: string|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a TelemetryValue.
         * @deprecated Use snakepit.bridge.TelemetryValue.$Properties instead.
         */
        interface ITelemetryValue extends snakepit.bridge.TelemetryValue.$Properties {
        }

        /** Represents a TelemetryValue. */
        class TelemetryValue {

            /**
             * Constructs a new TelemetryValue.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.TelemetryValue.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TelemetryValue intValue. */
            intValue?: (number|null);

            /** TelemetryValue floatValue. */
            floatValue?: (number|null);

            /** TelemetryValue stringValue. */
            stringValue?: (string|null);

            /** TelemetryValue value. */
            value?: ("intValue"|"floatValue"|"stringValue");

            /**
             * Creates a new TelemetryValue instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TelemetryValue instance
             */
            static create(properties: snakepit.bridge.TelemetryValue.$Shape): snakepit.bridge.TelemetryValue & snakepit.bridge.TelemetryValue.$Shape;
            static create(properties?: snakepit.bridge.TelemetryValue.$Properties): snakepit.bridge.TelemetryValue;

            /**
             * Encodes the specified TelemetryValue message. Does not implicitly {@link snakepit.bridge.TelemetryValue.verify|verify} messages.
             * @param message TelemetryValue message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.TelemetryValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TelemetryValue message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.TelemetryValue & snakepit.bridge.TelemetryValue.$Shape} TelemetryValue
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.TelemetryValue & snakepit.bridge.TelemetryValue.$Shape;
        }

        namespace TelemetryValue {

            /** Properties of a TelemetryValue. */
            interface $Properties {

                /** TelemetryValue intValue */
                intValue?: (number|null);

                /** TelemetryValue floatValue */
                floatValue?: (number|null);

                /** TelemetryValue stringValue */
                stringValue?: (string|null);

                /** TelemetryValue value */
                value?: ("intValue"|"floatValue"|"stringValue");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a TelemetryValue. */
            type $Shape = {
              intValue?: number|null;
              floatValue?: number|null;
              stringValue?: string|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ value?: undefined; intValue?: null; floatValue?: null; stringValue?: null }|{ value?: "intValue"; intValue: number; floatValue?: null; stringValue?: null }|{ value?: "floatValue"; intValue?: null; floatValue: number; stringValue?: null }|{ value?: "stringValue"; intValue?: null; floatValue?: null; stringValue: string })
            );
        }

        /**
         * Properties of a TelemetryControl.
         * @deprecated Use snakepit.bridge.TelemetryControl.$Properties instead.
         */
        interface ITelemetryControl extends snakepit.bridge.TelemetryControl.$Properties {
        }

        /** Represents a TelemetryControl. */
        class TelemetryControl {

            /**
             * Constructs a new TelemetryControl.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.TelemetryControl.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TelemetryControl toggle. */
            toggle?: (snakepit.bridge.TelemetryToggle.$Properties|null);

            /** TelemetryControl sampling. */
            sampling?: (snakepit.bridge.TelemetrySamplingUpdate.$Properties|null);

            /** TelemetryControl filter. */
            filter?: (snakepit.bridge.TelemetryEventFilter.$Properties|null);

            /** TelemetryControl control. */
            control?: ("toggle"|"sampling"|"filter");

            /**
             * Creates a new TelemetryControl instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TelemetryControl instance
             */
            static create(properties: snakepit.bridge.TelemetryControl.$Shape): snakepit.bridge.TelemetryControl & snakepit.bridge.TelemetryControl.$Shape;
            static create(properties?: snakepit.bridge.TelemetryControl.$Properties): snakepit.bridge.TelemetryControl;

            /**
             * Encodes the specified TelemetryControl message. Does not implicitly {@link snakepit.bridge.TelemetryControl.verify|verify} messages.
             * @param message TelemetryControl message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.TelemetryControl.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TelemetryControl message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.TelemetryControl & snakepit.bridge.TelemetryControl.$Shape} TelemetryControl
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.TelemetryControl & snakepit.bridge.TelemetryControl.$Shape;
        }

        namespace TelemetryControl {

            /** Properties of a TelemetryControl. */
            interface $Properties {

                /** TelemetryControl toggle */
                toggle?: (snakepit.bridge.TelemetryToggle.$Properties|null);

                /** TelemetryControl sampling */
                sampling?: (snakepit.bridge.TelemetrySamplingUpdate.$Properties|null);

                /** TelemetryControl filter */
                filter?: (snakepit.bridge.TelemetryEventFilter.$Properties|null);

                /** TelemetryControl control */
                control?: ("toggle"|"sampling"|"filter");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a TelemetryControl. */
            type $Shape = {
              toggle?: snakepit.bridge.TelemetryToggle.$Shape|null;
              sampling?: snakepit.bridge.TelemetrySamplingUpdate.$Shape|null;
              filter?: snakepit.bridge.TelemetryEventFilter.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ control?: undefined; toggle?: null; sampling?: null; filter?: null }|{ control?: "toggle"; toggle: snakepit.bridge.TelemetryToggle.$Shape; sampling?: null; filter?: null }|{ control?: "sampling"; toggle?: null; sampling: snakepit.bridge.TelemetrySamplingUpdate.$Shape; filter?: null }|{ control?: "filter"; toggle?: null; sampling?: null; filter: snakepit.bridge.TelemetryEventFilter.$Shape })
            );
        }

        /**
         * Properties of a TelemetryToggle.
         * @deprecated Use snakepit.bridge.TelemetryToggle.$Properties instead.
         */
        interface ITelemetryToggle extends snakepit.bridge.TelemetryToggle.$Properties {
        }

        /** Represents a TelemetryToggle. */
        class TelemetryToggle {

            /**
             * Constructs a new TelemetryToggle.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.TelemetryToggle.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TelemetryToggle enabled. */
            enabled: boolean;

            /**
             * Creates a new TelemetryToggle instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TelemetryToggle instance
             */
            static create(properties: snakepit.bridge.TelemetryToggle.$Shape): snakepit.bridge.TelemetryToggle & snakepit.bridge.TelemetryToggle.$Shape;
            static create(properties?: snakepit.bridge.TelemetryToggle.$Properties): snakepit.bridge.TelemetryToggle;

            /**
             * Encodes the specified TelemetryToggle message. Does not implicitly {@link snakepit.bridge.TelemetryToggle.verify|verify} messages.
             * @param message TelemetryToggle message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.TelemetryToggle.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TelemetryToggle message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.TelemetryToggle & snakepit.bridge.TelemetryToggle.$Shape} TelemetryToggle
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.TelemetryToggle & snakepit.bridge.TelemetryToggle.$Shape;
        }

        namespace TelemetryToggle {

            /** Properties of a TelemetryToggle. */
            interface $Properties {

                /** TelemetryToggle enabled */
                enabled?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TelemetryToggle. */
            type $Shape = snakepit.bridge.TelemetryToggle.$Properties;
        }

        /**
         * Properties of a TelemetrySamplingUpdate.
         * @deprecated Use snakepit.bridge.TelemetrySamplingUpdate.$Properties instead.
         */
        interface ITelemetrySamplingUpdate extends snakepit.bridge.TelemetrySamplingUpdate.$Properties {
        }

        /** Represents a TelemetrySamplingUpdate. */
        class TelemetrySamplingUpdate {

            /**
             * Constructs a new TelemetrySamplingUpdate.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.TelemetrySamplingUpdate.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TelemetrySamplingUpdate samplingRate. */
            samplingRate: number;

            /** TelemetrySamplingUpdate eventPatterns. */
            eventPatterns: string[];

            /**
             * Creates a new TelemetrySamplingUpdate instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TelemetrySamplingUpdate instance
             */
            static create(properties: snakepit.bridge.TelemetrySamplingUpdate.$Shape): snakepit.bridge.TelemetrySamplingUpdate & snakepit.bridge.TelemetrySamplingUpdate.$Shape;
            static create(properties?: snakepit.bridge.TelemetrySamplingUpdate.$Properties): snakepit.bridge.TelemetrySamplingUpdate;

            /**
             * Encodes the specified TelemetrySamplingUpdate message. Does not implicitly {@link snakepit.bridge.TelemetrySamplingUpdate.verify|verify} messages.
             * @param message TelemetrySamplingUpdate message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.TelemetrySamplingUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TelemetrySamplingUpdate message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.TelemetrySamplingUpdate & snakepit.bridge.TelemetrySamplingUpdate.$Shape} TelemetrySamplingUpdate
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.TelemetrySamplingUpdate & snakepit.bridge.TelemetrySamplingUpdate.$Shape;
        }

        namespace TelemetrySamplingUpdate {

            /** Properties of a TelemetrySamplingUpdate. */
            interface $Properties {

                /** TelemetrySamplingUpdate samplingRate */
                samplingRate?: (number|null);

                /** TelemetrySamplingUpdate eventPatterns */
                eventPatterns?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TelemetrySamplingUpdate. */
            type $Shape = snakepit.bridge.TelemetrySamplingUpdate.$Properties;
        }

        /**
         * Properties of a TelemetryEventFilter.
         * @deprecated Use snakepit.bridge.TelemetryEventFilter.$Properties instead.
         */
        interface ITelemetryEventFilter extends snakepit.bridge.TelemetryEventFilter.$Properties {
        }

        /** Represents a TelemetryEventFilter. */
        class TelemetryEventFilter {

            /**
             * Constructs a new TelemetryEventFilter.
             * @param [properties] Properties to set
             */
            constructor(properties?: snakepit.bridge.TelemetryEventFilter.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TelemetryEventFilter allow. */
            allow: string[];

            /** TelemetryEventFilter deny. */
            deny: string[];

            /**
             * Creates a new TelemetryEventFilter instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TelemetryEventFilter instance
             */
            static create(properties: snakepit.bridge.TelemetryEventFilter.$Shape): snakepit.bridge.TelemetryEventFilter & snakepit.bridge.TelemetryEventFilter.$Shape;
            static create(properties?: snakepit.bridge.TelemetryEventFilter.$Properties): snakepit.bridge.TelemetryEventFilter;

            /**
             * Encodes the specified TelemetryEventFilter message. Does not implicitly {@link snakepit.bridge.TelemetryEventFilter.verify|verify} messages.
             * @param message TelemetryEventFilter message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: snakepit.bridge.TelemetryEventFilter.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TelemetryEventFilter message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {snakepit.bridge.TelemetryEventFilter & snakepit.bridge.TelemetryEventFilter.$Shape} TelemetryEventFilter
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): snakepit.bridge.TelemetryEventFilter & snakepit.bridge.TelemetryEventFilter.$Shape;
        }

        namespace TelemetryEventFilter {

            /** Properties of a TelemetryEventFilter. */
            interface $Properties {

                /** TelemetryEventFilter allow */
                allow?: (string[]|null);

                /** TelemetryEventFilter deny */
                deny?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TelemetryEventFilter. */
            type $Shape = snakepit.bridge.TelemetryEventFilter.$Properties;
        }
    }
}

/** Namespace google. */
export namespace google {

    /** Namespace protobuf. */
    namespace protobuf {

        /**
         * Properties of an Any.
         * @deprecated Use google.protobuf.Any.$Properties instead.
         */
        interface IAny extends google.protobuf.Any.$Properties {
        }

        /** Represents an Any. */
        class Any {

            /**
             * Constructs a new Any.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.protobuf.Any.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Any type_url. */
            type_url: string;

            /** Any value. */
            value: Uint8Array;

            /**
             * Creates a new Any instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Any instance
             */
            static create(properties: google.protobuf.Any.$Shape): google.protobuf.Any & google.protobuf.Any.$Shape;
            static create(properties?: google.protobuf.Any.$Properties): google.protobuf.Any;

            /**
             * Encodes the specified Any message. Does not implicitly {@link google.protobuf.Any.verify|verify} messages.
             * @param message Any message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: google.protobuf.Any.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Any message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {google.protobuf.Any & google.protobuf.Any.$Shape} Any
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.Any & google.protobuf.Any.$Shape;
        }

        namespace Any {

            /** Properties of an Any. */
            interface $Properties {

                /** Any type_url */
                type_url?: (string|null);

                /** Any value */
                value?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Any. */
            type $Shape = google.protobuf.Any.$Properties;
        }

        /**
         * Properties of a Timestamp.
         * @deprecated Use google.protobuf.Timestamp.$Properties instead.
         */
        interface ITimestamp extends google.protobuf.Timestamp.$Properties {
        }

        /** Represents a Timestamp. */
        class Timestamp {

            /**
             * Constructs a new Timestamp.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.protobuf.Timestamp.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Timestamp seconds. */
            seconds: number;

            /** Timestamp nanos. */
            nanos: number;

            /**
             * Creates a new Timestamp instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Timestamp instance
             */
            static create(properties: google.protobuf.Timestamp.$Shape): google.protobuf.Timestamp & google.protobuf.Timestamp.$Shape;
            static create(properties?: google.protobuf.Timestamp.$Properties): google.protobuf.Timestamp;

            /**
             * Encodes the specified Timestamp message. Does not implicitly {@link google.protobuf.Timestamp.verify|verify} messages.
             * @param message Timestamp message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: google.protobuf.Timestamp.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Timestamp message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {google.protobuf.Timestamp & google.protobuf.Timestamp.$Shape} Timestamp
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.Timestamp & google.protobuf.Timestamp.$Shape;
        }

        namespace Timestamp {

            /** Properties of a Timestamp. */
            interface $Properties {

                /** Timestamp seconds */
                seconds?: (number|null);

                /** Timestamp nanos */
                nanos?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Timestamp. */
            type $Shape = google.protobuf.Timestamp.$Properties;
        }
    }
}

/** Namespace dspex. */
export namespace dspex {

    /** Namespace bridge. */
    namespace bridge {

        /**
         * Properties of an InitializeSessionRequest.
         * @deprecated Use dspex.bridge.InitializeSessionRequest.$Properties instead.
         */
        interface IInitializeSessionRequest extends dspex.bridge.InitializeSessionRequest.$Properties {
        }

        /** Represents an InitializeSessionRequest. */
        class InitializeSessionRequest {

            /**
             * Constructs a new InitializeSessionRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.InitializeSessionRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** InitializeSessionRequest sessionId. */
            sessionId: string;

            /** InitializeSessionRequest callbackAddress. */
            callbackAddress: string;

            /** InitializeSessionRequest metadata. */
            metadata: { [k: string]: string };

            /** InitializeSessionRequest config. */
            config?: (dspex.bridge.SessionConfig.$Properties|null);

            /**
             * Creates a new InitializeSessionRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns InitializeSessionRequest instance
             */
            static create(properties: dspex.bridge.InitializeSessionRequest.$Shape): dspex.bridge.InitializeSessionRequest & dspex.bridge.InitializeSessionRequest.$Shape;
            static create(properties?: dspex.bridge.InitializeSessionRequest.$Properties): dspex.bridge.InitializeSessionRequest;

            /**
             * Encodes the specified InitializeSessionRequest message. Does not implicitly {@link dspex.bridge.InitializeSessionRequest.verify|verify} messages.
             * @param message InitializeSessionRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.InitializeSessionRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an InitializeSessionRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.InitializeSessionRequest & dspex.bridge.InitializeSessionRequest.$Shape} InitializeSessionRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.InitializeSessionRequest & dspex.bridge.InitializeSessionRequest.$Shape;
        }

        namespace InitializeSessionRequest {

            /** Properties of an InitializeSessionRequest. */
            interface $Properties {

                /** InitializeSessionRequest sessionId */
                sessionId?: (string|null);

                /** InitializeSessionRequest callbackAddress */
                callbackAddress?: (string|null);

                /** InitializeSessionRequest metadata */
                metadata?: ({ [k: string]: string }|null);

                /** InitializeSessionRequest config */
                config?: (dspex.bridge.SessionConfig.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an InitializeSessionRequest. */
            type $Shape = dspex.bridge.InitializeSessionRequest.$Properties;
        }

        /**
         * Properties of a SessionConfig.
         * @deprecated Use dspex.bridge.SessionConfig.$Properties instead.
         */
        interface ISessionConfig extends dspex.bridge.SessionConfig.$Properties {
        }

        /** Represents a SessionConfig. */
        class SessionConfig {

            /**
             * Constructs a new SessionConfig.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.SessionConfig.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SessionConfig maxConcurrentTools. */
            maxConcurrentTools: number;

            /** SessionConfig defaultTimeoutMs. */
            defaultTimeoutMs: number;

            /** SessionConfig enableCaching. */
            enableCaching: boolean;

            /** SessionConfig enableTelemetry. */
            enableTelemetry: boolean;

            /**
             * Creates a new SessionConfig instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SessionConfig instance
             */
            static create(properties: dspex.bridge.SessionConfig.$Shape): dspex.bridge.SessionConfig & dspex.bridge.SessionConfig.$Shape;
            static create(properties?: dspex.bridge.SessionConfig.$Properties): dspex.bridge.SessionConfig;

            /**
             * Encodes the specified SessionConfig message. Does not implicitly {@link dspex.bridge.SessionConfig.verify|verify} messages.
             * @param message SessionConfig message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.SessionConfig.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SessionConfig message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.SessionConfig & dspex.bridge.SessionConfig.$Shape} SessionConfig
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.SessionConfig & dspex.bridge.SessionConfig.$Shape;
        }

        namespace SessionConfig {

            /** Properties of a SessionConfig. */
            interface $Properties {

                /** SessionConfig maxConcurrentTools */
                maxConcurrentTools?: (number|null);

                /** SessionConfig defaultTimeoutMs */
                defaultTimeoutMs?: (number|null);

                /** SessionConfig enableCaching */
                enableCaching?: (boolean|null);

                /** SessionConfig enableTelemetry */
                enableTelemetry?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SessionConfig. */
            type $Shape = dspex.bridge.SessionConfig.$Properties;
        }

        /**
         * Properties of an InitializeSessionResponse.
         * @deprecated Use dspex.bridge.InitializeSessionResponse.$Properties instead.
         */
        interface IInitializeSessionResponse extends dspex.bridge.InitializeSessionResponse.$Properties {
        }

        /** Represents an InitializeSessionResponse. */
        class InitializeSessionResponse {

            /**
             * Constructs a new InitializeSessionResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.InitializeSessionResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** InitializeSessionResponse success. */
            success: boolean;

            /** InitializeSessionResponse toolCount. */
            toolCount: number;

            /** InitializeSessionResponse capabilities. */
            capabilities: string[];

            /** InitializeSessionResponse error. */
            error?: (dspex.bridge.ErrorInfo.$Properties|null);

            /**
             * Creates a new InitializeSessionResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns InitializeSessionResponse instance
             */
            static create(properties: dspex.bridge.InitializeSessionResponse.$Shape): dspex.bridge.InitializeSessionResponse & dspex.bridge.InitializeSessionResponse.$Shape;
            static create(properties?: dspex.bridge.InitializeSessionResponse.$Properties): dspex.bridge.InitializeSessionResponse;

            /**
             * Encodes the specified InitializeSessionResponse message. Does not implicitly {@link dspex.bridge.InitializeSessionResponse.verify|verify} messages.
             * @param message InitializeSessionResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.InitializeSessionResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an InitializeSessionResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.InitializeSessionResponse & dspex.bridge.InitializeSessionResponse.$Shape} InitializeSessionResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.InitializeSessionResponse & dspex.bridge.InitializeSessionResponse.$Shape;
        }

        namespace InitializeSessionResponse {

            /** Properties of an InitializeSessionResponse. */
            interface $Properties {

                /** InitializeSessionResponse success */
                success?: (boolean|null);

                /** InitializeSessionResponse toolCount */
                toolCount?: (number|null);

                /** InitializeSessionResponse capabilities */
                capabilities?: (string[]|null);

                /** InitializeSessionResponse error */
                error?: (dspex.bridge.ErrorInfo.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an InitializeSessionResponse. */
            type $Shape = dspex.bridge.InitializeSessionResponse.$Properties;
        }

        /**
         * Properties of a CleanupSessionRequest.
         * @deprecated Use dspex.bridge.CleanupSessionRequest.$Properties instead.
         */
        interface ICleanupSessionRequest extends dspex.bridge.CleanupSessionRequest.$Properties {
        }

        /** Represents a CleanupSessionRequest. */
        class CleanupSessionRequest {

            /**
             * Constructs a new CleanupSessionRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.CleanupSessionRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CleanupSessionRequest sessionId. */
            sessionId: string;

            /** CleanupSessionRequest force. */
            force: boolean;

            /**
             * Creates a new CleanupSessionRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CleanupSessionRequest instance
             */
            static create(properties: dspex.bridge.CleanupSessionRequest.$Shape): dspex.bridge.CleanupSessionRequest & dspex.bridge.CleanupSessionRequest.$Shape;
            static create(properties?: dspex.bridge.CleanupSessionRequest.$Properties): dspex.bridge.CleanupSessionRequest;

            /**
             * Encodes the specified CleanupSessionRequest message. Does not implicitly {@link dspex.bridge.CleanupSessionRequest.verify|verify} messages.
             * @param message CleanupSessionRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.CleanupSessionRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CleanupSessionRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.CleanupSessionRequest & dspex.bridge.CleanupSessionRequest.$Shape} CleanupSessionRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.CleanupSessionRequest & dspex.bridge.CleanupSessionRequest.$Shape;
        }

        namespace CleanupSessionRequest {

            /** Properties of a CleanupSessionRequest. */
            interface $Properties {

                /** CleanupSessionRequest sessionId */
                sessionId?: (string|null);

                /** CleanupSessionRequest force */
                force?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CleanupSessionRequest. */
            type $Shape = dspex.bridge.CleanupSessionRequest.$Properties;
        }

        /**
         * Properties of a GetSessionInfoRequest.
         * @deprecated Use dspex.bridge.GetSessionInfoRequest.$Properties instead.
         */
        interface IGetSessionInfoRequest extends dspex.bridge.GetSessionInfoRequest.$Properties {
        }

        /** Represents a GetSessionInfoRequest. */
        class GetSessionInfoRequest {

            /**
             * Constructs a new GetSessionInfoRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.GetSessionInfoRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetSessionInfoRequest sessionId. */
            sessionId: string;

            /**
             * Creates a new GetSessionInfoRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetSessionInfoRequest instance
             */
            static create(properties: dspex.bridge.GetSessionInfoRequest.$Shape): dspex.bridge.GetSessionInfoRequest & dspex.bridge.GetSessionInfoRequest.$Shape;
            static create(properties?: dspex.bridge.GetSessionInfoRequest.$Properties): dspex.bridge.GetSessionInfoRequest;

            /**
             * Encodes the specified GetSessionInfoRequest message. Does not implicitly {@link dspex.bridge.GetSessionInfoRequest.verify|verify} messages.
             * @param message GetSessionInfoRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.GetSessionInfoRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetSessionInfoRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.GetSessionInfoRequest & dspex.bridge.GetSessionInfoRequest.$Shape} GetSessionInfoRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.GetSessionInfoRequest & dspex.bridge.GetSessionInfoRequest.$Shape;
        }

        namespace GetSessionInfoRequest {

            /** Properties of a GetSessionInfoRequest. */
            interface $Properties {

                /** GetSessionInfoRequest sessionId */
                sessionId?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetSessionInfoRequest. */
            type $Shape = dspex.bridge.GetSessionInfoRequest.$Properties;
        }

        /**
         * Properties of a SessionInfo.
         * @deprecated Use dspex.bridge.SessionInfo.$Properties instead.
         */
        interface ISessionInfo extends dspex.bridge.SessionInfo.$Properties {
        }

        /** Represents a SessionInfo. */
        class SessionInfo {

            /**
             * Constructs a new SessionInfo.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.SessionInfo.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SessionInfo sessionId. */
            sessionId: string;

            /** SessionInfo createdAt. */
            createdAt?: (google.protobuf.Timestamp.$Properties|null);

            /** SessionInfo lastActivity. */
            lastActivity?: (google.protobuf.Timestamp.$Properties|null);

            /** SessionInfo toolCount. */
            toolCount: number;

            /** SessionInfo variableCount. */
            variableCount: number;

            /** SessionInfo activeOperations. */
            activeOperations: number;

            /** SessionInfo metadata. */
            metadata: { [k: string]: string };

            /**
             * Creates a new SessionInfo instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SessionInfo instance
             */
            static create(properties: dspex.bridge.SessionInfo.$Shape): dspex.bridge.SessionInfo & dspex.bridge.SessionInfo.$Shape;
            static create(properties?: dspex.bridge.SessionInfo.$Properties): dspex.bridge.SessionInfo;

            /**
             * Encodes the specified SessionInfo message. Does not implicitly {@link dspex.bridge.SessionInfo.verify|verify} messages.
             * @param message SessionInfo message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.SessionInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SessionInfo message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.SessionInfo & dspex.bridge.SessionInfo.$Shape} SessionInfo
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.SessionInfo & dspex.bridge.SessionInfo.$Shape;
        }

        namespace SessionInfo {

            /** Properties of a SessionInfo. */
            interface $Properties {

                /** SessionInfo sessionId */
                sessionId?: (string|null);

                /** SessionInfo createdAt */
                createdAt?: (google.protobuf.Timestamp.$Properties|null);

                /** SessionInfo lastActivity */
                lastActivity?: (google.protobuf.Timestamp.$Properties|null);

                /** SessionInfo toolCount */
                toolCount?: (number|null);

                /** SessionInfo variableCount */
                variableCount?: (number|null);

                /** SessionInfo activeOperations */
                activeOperations?: (number|null);

                /** SessionInfo metadata */
                metadata?: ({ [k: string]: string }|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SessionInfo. */
            type $Shape = dspex.bridge.SessionInfo.$Properties;
        }

        /** ToolType enum. */
        enum ToolType {

            /** STANDARD value */
            STANDARD = 0,

            /** STREAMING value */
            STREAMING = 1,

            /** BATCH value */
            BATCH = 2,

            /** COMPOSITE value */
            COMPOSITE = 3
        }

        /**
         * Properties of a ToolSpec.
         * @deprecated Use dspex.bridge.ToolSpec.$Properties instead.
         */
        interface IToolSpec extends dspex.bridge.ToolSpec.$Properties {
        }

        /** Represents a ToolSpec. */
        class ToolSpec {

            /**
             * Constructs a new ToolSpec.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.ToolSpec.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ToolSpec toolId. */
            toolId: string;

            /** ToolSpec name. */
            name: string;

            /** ToolSpec description. */
            description: string;

            /** ToolSpec type. */
            type: dspex.bridge.ToolType;

            /** ToolSpec arguments. */
            arguments: dspex.bridge.ArgumentSpec.$Properties[];

            /** ToolSpec returnType. */
            returnType?: (dspex.bridge.ArgumentSpec.$Properties|null);

            /** ToolSpec metadata. */
            metadata: { [k: string]: string };

            /**
             * Creates a new ToolSpec instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ToolSpec instance
             */
            static create(properties: dspex.bridge.ToolSpec.$Shape): dspex.bridge.ToolSpec & dspex.bridge.ToolSpec.$Shape;
            static create(properties?: dspex.bridge.ToolSpec.$Properties): dspex.bridge.ToolSpec;

            /**
             * Encodes the specified ToolSpec message. Does not implicitly {@link dspex.bridge.ToolSpec.verify|verify} messages.
             * @param message ToolSpec message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.ToolSpec.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ToolSpec message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.ToolSpec & dspex.bridge.ToolSpec.$Shape} ToolSpec
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.ToolSpec & dspex.bridge.ToolSpec.$Shape;
        }

        namespace ToolSpec {

            /** Properties of a ToolSpec. */
            interface $Properties {

                /** ToolSpec toolId */
                toolId?: (string|null);

                /** ToolSpec name */
                name?: (string|null);

                /** ToolSpec description */
                description?: (string|null);

                /** ToolSpec type */
                type?: (dspex.bridge.ToolType|null);

                /** ToolSpec arguments */
                "arguments"?: (dspex.bridge.ArgumentSpec.$Properties[]|null);

                /** ToolSpec returnType */
                returnType?: (dspex.bridge.ArgumentSpec.$Properties|null);

                /** ToolSpec metadata */
                metadata?: ({ [k: string]: string }|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ToolSpec. */
            type $Shape = dspex.bridge.ToolSpec.$Properties;
        }

        /**
         * Properties of an ArgumentSpec.
         * @deprecated Use dspex.bridge.ArgumentSpec.$Properties instead.
         */
        interface IArgumentSpec extends dspex.bridge.ArgumentSpec.$Properties {
        }

        /** Represents an ArgumentSpec. */
        class ArgumentSpec {

            /**
             * Constructs a new ArgumentSpec.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.ArgumentSpec.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ArgumentSpec name. */
            name: string;

            /** ArgumentSpec pythonType. */
            pythonType: string;

            /** ArgumentSpec elixirType. */
            elixirType: string;

            /** ArgumentSpec required. */
            required: boolean;

            /** ArgumentSpec description. */
            description: string;

            /** ArgumentSpec defaultValue. */
            defaultValue?: (google.protobuf.Any.$Properties|null);

            /** ArgumentSpec allowedValues. */
            allowedValues: string[];

            /**
             * Creates a new ArgumentSpec instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ArgumentSpec instance
             */
            static create(properties: dspex.bridge.ArgumentSpec.$Shape): dspex.bridge.ArgumentSpec & dspex.bridge.ArgumentSpec.$Shape;
            static create(properties?: dspex.bridge.ArgumentSpec.$Properties): dspex.bridge.ArgumentSpec;

            /**
             * Encodes the specified ArgumentSpec message. Does not implicitly {@link dspex.bridge.ArgumentSpec.verify|verify} messages.
             * @param message ArgumentSpec message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.ArgumentSpec.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ArgumentSpec message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.ArgumentSpec & dspex.bridge.ArgumentSpec.$Shape} ArgumentSpec
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.ArgumentSpec & dspex.bridge.ArgumentSpec.$Shape;
        }

        namespace ArgumentSpec {

            /** Properties of an ArgumentSpec. */
            interface $Properties {

                /** ArgumentSpec name */
                name?: (string|null);

                /** ArgumentSpec pythonType */
                pythonType?: (string|null);

                /** ArgumentSpec elixirType */
                elixirType?: (string|null);

                /** ArgumentSpec required */
                required?: (boolean|null);

                /** ArgumentSpec description */
                description?: (string|null);

                /** ArgumentSpec defaultValue */
                defaultValue?: (google.protobuf.Any.$Properties|null);

                /** ArgumentSpec allowedValues */
                allowedValues?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ArgumentSpec. */
            type $Shape = dspex.bridge.ArgumentSpec.$Properties;
        }

        /**
         * Properties of a GetSessionToolsRequest.
         * @deprecated Use dspex.bridge.GetSessionToolsRequest.$Properties instead.
         */
        interface IGetSessionToolsRequest extends dspex.bridge.GetSessionToolsRequest.$Properties {
        }

        /** Represents a GetSessionToolsRequest. */
        class GetSessionToolsRequest {

            /**
             * Constructs a new GetSessionToolsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.GetSessionToolsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetSessionToolsRequest sessionId. */
            sessionId: string;

            /**
             * Creates a new GetSessionToolsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetSessionToolsRequest instance
             */
            static create(properties: dspex.bridge.GetSessionToolsRequest.$Shape): dspex.bridge.GetSessionToolsRequest & dspex.bridge.GetSessionToolsRequest.$Shape;
            static create(properties?: dspex.bridge.GetSessionToolsRequest.$Properties): dspex.bridge.GetSessionToolsRequest;

            /**
             * Encodes the specified GetSessionToolsRequest message. Does not implicitly {@link dspex.bridge.GetSessionToolsRequest.verify|verify} messages.
             * @param message GetSessionToolsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.GetSessionToolsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetSessionToolsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.GetSessionToolsRequest & dspex.bridge.GetSessionToolsRequest.$Shape} GetSessionToolsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.GetSessionToolsRequest & dspex.bridge.GetSessionToolsRequest.$Shape;
        }

        namespace GetSessionToolsRequest {

            /** Properties of a GetSessionToolsRequest. */
            interface $Properties {

                /** GetSessionToolsRequest sessionId */
                sessionId?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetSessionToolsRequest. */
            type $Shape = dspex.bridge.GetSessionToolsRequest.$Properties;
        }

        /**
         * Properties of a GetSessionToolsResponse.
         * @deprecated Use dspex.bridge.GetSessionToolsResponse.$Properties instead.
         */
        interface IGetSessionToolsResponse extends dspex.bridge.GetSessionToolsResponse.$Properties {
        }

        /** Represents a GetSessionToolsResponse. */
        class GetSessionToolsResponse {

            /**
             * Constructs a new GetSessionToolsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.GetSessionToolsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetSessionToolsResponse tools. */
            tools: dspex.bridge.ToolSpec.$Properties[];

            /**
             * Creates a new GetSessionToolsResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetSessionToolsResponse instance
             */
            static create(properties: dspex.bridge.GetSessionToolsResponse.$Shape): dspex.bridge.GetSessionToolsResponse & dspex.bridge.GetSessionToolsResponse.$Shape;
            static create(properties?: dspex.bridge.GetSessionToolsResponse.$Properties): dspex.bridge.GetSessionToolsResponse;

            /**
             * Encodes the specified GetSessionToolsResponse message. Does not implicitly {@link dspex.bridge.GetSessionToolsResponse.verify|verify} messages.
             * @param message GetSessionToolsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.GetSessionToolsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetSessionToolsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.GetSessionToolsResponse & dspex.bridge.GetSessionToolsResponse.$Shape} GetSessionToolsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.GetSessionToolsResponse & dspex.bridge.GetSessionToolsResponse.$Shape;
        }

        namespace GetSessionToolsResponse {

            /** Properties of a GetSessionToolsResponse. */
            interface $Properties {

                /** GetSessionToolsResponse tools */
                tools?: (dspex.bridge.ToolSpec.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetSessionToolsResponse. */
            type $Shape = dspex.bridge.GetSessionToolsResponse.$Properties;
        }

        /**
         * Properties of a ToolCallRequest.
         * @deprecated Use dspex.bridge.ToolCallRequest.$Properties instead.
         */
        interface IToolCallRequest extends dspex.bridge.ToolCallRequest.$Properties {
        }

        /** Represents a ToolCallRequest. */
        class ToolCallRequest {

            /**
             * Constructs a new ToolCallRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.ToolCallRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ToolCallRequest sessionId. */
            sessionId: string;

            /** ToolCallRequest toolId. */
            toolId: string;

            /** ToolCallRequest args. */
            args: google.protobuf.Any.$Properties[];

            /** ToolCallRequest kwargs. */
            kwargs: { [k: string]: google.protobuf.Any.$Properties };

            /** ToolCallRequest requestId. */
            requestId: string;

            /** ToolCallRequest timeoutMs. */
            timeoutMs: number;

            /** ToolCallRequest context. */
            context: { [k: string]: string };

            /**
             * Creates a new ToolCallRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ToolCallRequest instance
             */
            static create(properties: dspex.bridge.ToolCallRequest.$Shape): dspex.bridge.ToolCallRequest & dspex.bridge.ToolCallRequest.$Shape;
            static create(properties?: dspex.bridge.ToolCallRequest.$Properties): dspex.bridge.ToolCallRequest;

            /**
             * Encodes the specified ToolCallRequest message. Does not implicitly {@link dspex.bridge.ToolCallRequest.verify|verify} messages.
             * @param message ToolCallRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.ToolCallRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ToolCallRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.ToolCallRequest & dspex.bridge.ToolCallRequest.$Shape} ToolCallRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.ToolCallRequest & dspex.bridge.ToolCallRequest.$Shape;
        }

        namespace ToolCallRequest {

            /** Properties of a ToolCallRequest. */
            interface $Properties {

                /** ToolCallRequest sessionId */
                sessionId?: (string|null);

                /** ToolCallRequest toolId */
                toolId?: (string|null);

                /** ToolCallRequest args */
                args?: (google.protobuf.Any.$Properties[]|null);

                /** ToolCallRequest kwargs */
                kwargs?: ({ [k: string]: google.protobuf.Any.$Properties }|null);

                /** ToolCallRequest requestId */
                requestId?: (string|null);

                /** ToolCallRequest timeoutMs */
                timeoutMs?: (number|null);

                /** ToolCallRequest context */
                context?: ({ [k: string]: string }|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ToolCallRequest. */
            type $Shape = dspex.bridge.ToolCallRequest.$Properties;
        }

        /**
         * Properties of a ToolCallResponse.
         * @deprecated Use dspex.bridge.ToolCallResponse.$Properties instead.
         */
        interface IToolCallResponse extends dspex.bridge.ToolCallResponse.$Properties {
        }

        /** Represents a ToolCallResponse. */
        class ToolCallResponse {

            /**
             * Constructs a new ToolCallResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.ToolCallResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ToolCallResponse success. */
            success: boolean;

            /** ToolCallResponse result. */
            result?: (google.protobuf.Any.$Properties|null);

            /** ToolCallResponse error. */
            error?: (dspex.bridge.ErrorInfo.$Properties|null);

            /** ToolCallResponse metrics. */
            metrics?: (dspex.bridge.ExecutionMetrics.$Properties|null);

            /** ToolCallResponse requestId. */
            requestId: string;

            /**
             * Creates a new ToolCallResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ToolCallResponse instance
             */
            static create(properties: dspex.bridge.ToolCallResponse.$Shape): dspex.bridge.ToolCallResponse & dspex.bridge.ToolCallResponse.$Shape;
            static create(properties?: dspex.bridge.ToolCallResponse.$Properties): dspex.bridge.ToolCallResponse;

            /**
             * Encodes the specified ToolCallResponse message. Does not implicitly {@link dspex.bridge.ToolCallResponse.verify|verify} messages.
             * @param message ToolCallResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.ToolCallResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ToolCallResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.ToolCallResponse & dspex.bridge.ToolCallResponse.$Shape} ToolCallResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.ToolCallResponse & dspex.bridge.ToolCallResponse.$Shape;
        }

        namespace ToolCallResponse {

            /** Properties of a ToolCallResponse. */
            interface $Properties {

                /** ToolCallResponse success */
                success?: (boolean|null);

                /** ToolCallResponse result */
                result?: (google.protobuf.Any.$Properties|null);

                /** ToolCallResponse error */
                error?: (dspex.bridge.ErrorInfo.$Properties|null);

                /** ToolCallResponse metrics */
                metrics?: (dspex.bridge.ExecutionMetrics.$Properties|null);

                /** ToolCallResponse requestId */
                requestId?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ToolCallResponse. */
            type $Shape = dspex.bridge.ToolCallResponse.$Properties;
        }

        /**
         * Properties of a ToolStreamRequest.
         * @deprecated Use dspex.bridge.ToolStreamRequest.$Properties instead.
         */
        interface IToolStreamRequest extends dspex.bridge.ToolStreamRequest.$Properties {
        }

        /** Represents a ToolStreamRequest. */
        class ToolStreamRequest {

            /**
             * Constructs a new ToolStreamRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.ToolStreamRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ToolStreamRequest sessionId. */
            sessionId: string;

            /** ToolStreamRequest toolId. */
            toolId: string;

            /** ToolStreamRequest args. */
            args: google.protobuf.Any.$Properties[];

            /** ToolStreamRequest kwargs. */
            kwargs: { [k: string]: google.protobuf.Any.$Properties };

            /** ToolStreamRequest streamId. */
            streamId: string;

            /** ToolStreamRequest config. */
            config?: (dspex.bridge.StreamConfig.$Properties|null);

            /**
             * Creates a new ToolStreamRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ToolStreamRequest instance
             */
            static create(properties: dspex.bridge.ToolStreamRequest.$Shape): dspex.bridge.ToolStreamRequest & dspex.bridge.ToolStreamRequest.$Shape;
            static create(properties?: dspex.bridge.ToolStreamRequest.$Properties): dspex.bridge.ToolStreamRequest;

            /**
             * Encodes the specified ToolStreamRequest message. Does not implicitly {@link dspex.bridge.ToolStreamRequest.verify|verify} messages.
             * @param message ToolStreamRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.ToolStreamRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ToolStreamRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.ToolStreamRequest & dspex.bridge.ToolStreamRequest.$Shape} ToolStreamRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.ToolStreamRequest & dspex.bridge.ToolStreamRequest.$Shape;
        }

        namespace ToolStreamRequest {

            /** Properties of a ToolStreamRequest. */
            interface $Properties {

                /** ToolStreamRequest sessionId */
                sessionId?: (string|null);

                /** ToolStreamRequest toolId */
                toolId?: (string|null);

                /** ToolStreamRequest args */
                args?: (google.protobuf.Any.$Properties[]|null);

                /** ToolStreamRequest kwargs */
                kwargs?: ({ [k: string]: google.protobuf.Any.$Properties }|null);

                /** ToolStreamRequest streamId */
                streamId?: (string|null);

                /** ToolStreamRequest config */
                config?: (dspex.bridge.StreamConfig.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ToolStreamRequest. */
            type $Shape = dspex.bridge.ToolStreamRequest.$Properties;
        }

        /**
         * Properties of a StreamConfig.
         * @deprecated Use dspex.bridge.StreamConfig.$Properties instead.
         */
        interface IStreamConfig extends dspex.bridge.StreamConfig.$Properties {
        }

        /** Represents a StreamConfig. */
        class StreamConfig {

            /**
             * Constructs a new StreamConfig.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.StreamConfig.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** StreamConfig chunkSize. */
            chunkSize: number;

            /** StreamConfig bufferSize. */
            bufferSize: number;

            /** StreamConfig backpressureEnabled. */
            backpressureEnabled: boolean;

            /**
             * Creates a new StreamConfig instance using the specified properties.
             * @param [properties] Properties to set
             * @returns StreamConfig instance
             */
            static create(properties: dspex.bridge.StreamConfig.$Shape): dspex.bridge.StreamConfig & dspex.bridge.StreamConfig.$Shape;
            static create(properties?: dspex.bridge.StreamConfig.$Properties): dspex.bridge.StreamConfig;

            /**
             * Encodes the specified StreamConfig message. Does not implicitly {@link dspex.bridge.StreamConfig.verify|verify} messages.
             * @param message StreamConfig message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.StreamConfig.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StreamConfig message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.StreamConfig & dspex.bridge.StreamConfig.$Shape} StreamConfig
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.StreamConfig & dspex.bridge.StreamConfig.$Shape;
        }

        namespace StreamConfig {

            /** Properties of a StreamConfig. */
            interface $Properties {

                /** StreamConfig chunkSize */
                chunkSize?: (number|null);

                /** StreamConfig bufferSize */
                bufferSize?: (number|null);

                /** StreamConfig backpressureEnabled */
                backpressureEnabled?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a StreamConfig. */
            type $Shape = dspex.bridge.StreamConfig.$Properties;
        }

        /**
         * Properties of a ToolStreamChunk.
         * @deprecated Use dspex.bridge.ToolStreamChunk.$Properties instead.
         */
        interface IToolStreamChunk extends dspex.bridge.ToolStreamChunk.$Properties {
        }

        /** Represents a ToolStreamChunk. */
        class ToolStreamChunk {

            /**
             * Constructs a new ToolStreamChunk.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.ToolStreamChunk.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ToolStreamChunk streamId. */
            streamId: string;

            /** ToolStreamChunk sequence. */
            sequence: number;

            /** ToolStreamChunk data. */
            data?: (google.protobuf.Any.$Properties|null);

            /** ToolStreamChunk metadata. */
            metadata?: (dspex.bridge.StreamMetadata.$Properties|null);

            /** ToolStreamChunk complete. */
            complete?: (dspex.bridge.CompleteSignal.$Properties|null);

            /** ToolStreamChunk error. */
            error?: (dspex.bridge.ErrorInfo.$Properties|null);

            /** ToolStreamChunk content. */
            content?: ("data"|"metadata"|"complete"|"error");

            /**
             * Creates a new ToolStreamChunk instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ToolStreamChunk instance
             */
            static create(properties: dspex.bridge.ToolStreamChunk.$Shape): dspex.bridge.ToolStreamChunk & dspex.bridge.ToolStreamChunk.$Shape;
            static create(properties?: dspex.bridge.ToolStreamChunk.$Properties): dspex.bridge.ToolStreamChunk;

            /**
             * Encodes the specified ToolStreamChunk message. Does not implicitly {@link dspex.bridge.ToolStreamChunk.verify|verify} messages.
             * @param message ToolStreamChunk message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.ToolStreamChunk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ToolStreamChunk message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.ToolStreamChunk & dspex.bridge.ToolStreamChunk.$Shape} ToolStreamChunk
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.ToolStreamChunk & dspex.bridge.ToolStreamChunk.$Shape;
        }

        namespace ToolStreamChunk {

            /** Properties of a ToolStreamChunk. */
            interface $Properties {

                /** ToolStreamChunk streamId */
                streamId?: (string|null);

                /** ToolStreamChunk sequence */
                sequence?: (number|null);

                /** ToolStreamChunk data */
                data?: (google.protobuf.Any.$Properties|null);

                /** ToolStreamChunk metadata */
                metadata?: (dspex.bridge.StreamMetadata.$Properties|null);

                /** ToolStreamChunk complete */
                complete?: (dspex.bridge.CompleteSignal.$Properties|null);

                /** ToolStreamChunk error */
                error?: (dspex.bridge.ErrorInfo.$Properties|null);

                /** ToolStreamChunk content */
                content?: ("data"|"metadata"|"complete"|"error");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a ToolStreamChunk. */
            type $Shape = {
              streamId?: string|null;
              sequence?: number|null;
              data?: google.protobuf.Any.$Shape|null;
              metadata?: dspex.bridge.StreamMetadata.$Shape|null;
              complete?: dspex.bridge.CompleteSignal.$Shape|null;
              error?: dspex.bridge.ErrorInfo.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ content?: undefined; data?: null; metadata?: null; complete?: null; error?: null }|{ content?: "data"; data: google.protobuf.Any.$Shape; metadata?: null; complete?: null; error?: null }|{ content?: "metadata"; data?: null; metadata: dspex.bridge.StreamMetadata.$Shape; complete?: null; error?: null }|{ content?: "complete"; data?: null; metadata?: null; complete: dspex.bridge.CompleteSignal.$Shape; error?: null }|{ content?: "error"; data?: null; metadata?: null; complete?: null; error: dspex.bridge.ErrorInfo.$Shape })
            );
        }

        /**
         * Properties of a StreamMetadata.
         * @deprecated Use dspex.bridge.StreamMetadata.$Properties instead.
         */
        interface IStreamMetadata extends dspex.bridge.StreamMetadata.$Properties {
        }

        /** Represents a StreamMetadata. */
        class StreamMetadata {

            /**
             * Constructs a new StreamMetadata.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.StreamMetadata.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** StreamMetadata key. */
            key: string;

            /** StreamMetadata value. */
            value?: (google.protobuf.Any.$Properties|null);

            /**
             * Creates a new StreamMetadata instance using the specified properties.
             * @param [properties] Properties to set
             * @returns StreamMetadata instance
             */
            static create(properties: dspex.bridge.StreamMetadata.$Shape): dspex.bridge.StreamMetadata & dspex.bridge.StreamMetadata.$Shape;
            static create(properties?: dspex.bridge.StreamMetadata.$Properties): dspex.bridge.StreamMetadata;

            /**
             * Encodes the specified StreamMetadata message. Does not implicitly {@link dspex.bridge.StreamMetadata.verify|verify} messages.
             * @param message StreamMetadata message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.StreamMetadata.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StreamMetadata message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.StreamMetadata & dspex.bridge.StreamMetadata.$Shape} StreamMetadata
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.StreamMetadata & dspex.bridge.StreamMetadata.$Shape;
        }

        namespace StreamMetadata {

            /** Properties of a StreamMetadata. */
            interface $Properties {

                /** StreamMetadata key */
                key?: (string|null);

                /** StreamMetadata value */
                value?: (google.protobuf.Any.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a StreamMetadata. */
            type $Shape = dspex.bridge.StreamMetadata.$Properties;
        }

        /**
         * Properties of a CompleteSignal.
         * @deprecated Use dspex.bridge.CompleteSignal.$Properties instead.
         */
        interface ICompleteSignal extends dspex.bridge.CompleteSignal.$Properties {
        }

        /** Represents a CompleteSignal. */
        class CompleteSignal {

            /**
             * Constructs a new CompleteSignal.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.CompleteSignal.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CompleteSignal totalChunks. */
            totalChunks: number;

            /** CompleteSignal metrics. */
            metrics?: (dspex.bridge.ExecutionMetrics.$Properties|null);

            /**
             * Creates a new CompleteSignal instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CompleteSignal instance
             */
            static create(properties: dspex.bridge.CompleteSignal.$Shape): dspex.bridge.CompleteSignal & dspex.bridge.CompleteSignal.$Shape;
            static create(properties?: dspex.bridge.CompleteSignal.$Properties): dspex.bridge.CompleteSignal;

            /**
             * Encodes the specified CompleteSignal message. Does not implicitly {@link dspex.bridge.CompleteSignal.verify|verify} messages.
             * @param message CompleteSignal message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.CompleteSignal.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CompleteSignal message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.CompleteSignal & dspex.bridge.CompleteSignal.$Shape} CompleteSignal
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.CompleteSignal & dspex.bridge.CompleteSignal.$Shape;
        }

        namespace CompleteSignal {

            /** Properties of a CompleteSignal. */
            interface $Properties {

                /** CompleteSignal totalChunks */
                totalChunks?: (number|null);

                /** CompleteSignal metrics */
                metrics?: (dspex.bridge.ExecutionMetrics.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CompleteSignal. */
            type $Shape = dspex.bridge.CompleteSignal.$Properties;
        }

        /**
         * Properties of a BatchToolCallRequest.
         * @deprecated Use dspex.bridge.BatchToolCallRequest.$Properties instead.
         */
        interface IBatchToolCallRequest extends dspex.bridge.BatchToolCallRequest.$Properties {
        }

        /** Represents a BatchToolCallRequest. */
        class BatchToolCallRequest {

            /**
             * Constructs a new BatchToolCallRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.BatchToolCallRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** BatchToolCallRequest sessionId. */
            sessionId: string;

            /** BatchToolCallRequest batchId. */
            batchId: string;

            /** BatchToolCallRequest items. */
            items: dspex.bridge.ToolCallItem.$Properties[];

            /** BatchToolCallRequest config. */
            config?: (dspex.bridge.BatchConfig.$Properties|null);

            /**
             * Creates a new BatchToolCallRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns BatchToolCallRequest instance
             */
            static create(properties: dspex.bridge.BatchToolCallRequest.$Shape): dspex.bridge.BatchToolCallRequest & dspex.bridge.BatchToolCallRequest.$Shape;
            static create(properties?: dspex.bridge.BatchToolCallRequest.$Properties): dspex.bridge.BatchToolCallRequest;

            /**
             * Encodes the specified BatchToolCallRequest message. Does not implicitly {@link dspex.bridge.BatchToolCallRequest.verify|verify} messages.
             * @param message BatchToolCallRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.BatchToolCallRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BatchToolCallRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.BatchToolCallRequest & dspex.bridge.BatchToolCallRequest.$Shape} BatchToolCallRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.BatchToolCallRequest & dspex.bridge.BatchToolCallRequest.$Shape;
        }

        namespace BatchToolCallRequest {

            /** Properties of a BatchToolCallRequest. */
            interface $Properties {

                /** BatchToolCallRequest sessionId */
                sessionId?: (string|null);

                /** BatchToolCallRequest batchId */
                batchId?: (string|null);

                /** BatchToolCallRequest items */
                items?: (dspex.bridge.ToolCallItem.$Properties[]|null);

                /** BatchToolCallRequest config */
                config?: (dspex.bridge.BatchConfig.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a BatchToolCallRequest. */
            type $Shape = dspex.bridge.BatchToolCallRequest.$Properties;
        }

        /**
         * Properties of a ToolCallItem.
         * @deprecated Use dspex.bridge.ToolCallItem.$Properties instead.
         */
        interface IToolCallItem extends dspex.bridge.ToolCallItem.$Properties {
        }

        /** Represents a ToolCallItem. */
        class ToolCallItem {

            /**
             * Constructs a new ToolCallItem.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.ToolCallItem.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ToolCallItem index. */
            index: number;

            /** ToolCallItem toolId. */
            toolId: string;

            /** ToolCallItem args. */
            args: google.protobuf.Any.$Properties[];

            /** ToolCallItem kwargs. */
            kwargs: { [k: string]: google.protobuf.Any.$Properties };

            /**
             * Creates a new ToolCallItem instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ToolCallItem instance
             */
            static create(properties: dspex.bridge.ToolCallItem.$Shape): dspex.bridge.ToolCallItem & dspex.bridge.ToolCallItem.$Shape;
            static create(properties?: dspex.bridge.ToolCallItem.$Properties): dspex.bridge.ToolCallItem;

            /**
             * Encodes the specified ToolCallItem message. Does not implicitly {@link dspex.bridge.ToolCallItem.verify|verify} messages.
             * @param message ToolCallItem message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.ToolCallItem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ToolCallItem message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.ToolCallItem & dspex.bridge.ToolCallItem.$Shape} ToolCallItem
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.ToolCallItem & dspex.bridge.ToolCallItem.$Shape;
        }

        namespace ToolCallItem {

            /** Properties of a ToolCallItem. */
            interface $Properties {

                /** ToolCallItem index */
                index?: (number|null);

                /** ToolCallItem toolId */
                toolId?: (string|null);

                /** ToolCallItem args */
                args?: (google.protobuf.Any.$Properties[]|null);

                /** ToolCallItem kwargs */
                kwargs?: ({ [k: string]: google.protobuf.Any.$Properties }|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ToolCallItem. */
            type $Shape = dspex.bridge.ToolCallItem.$Properties;
        }

        /**
         * Properties of a BatchConfig.
         * @deprecated Use dspex.bridge.BatchConfig.$Properties instead.
         */
        interface IBatchConfig extends dspex.bridge.BatchConfig.$Properties {
        }

        /** Represents a BatchConfig. */
        class BatchConfig {

            /**
             * Constructs a new BatchConfig.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.BatchConfig.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** BatchConfig parallel. */
            parallel: boolean;

            /** BatchConfig stopOnError. */
            stopOnError: boolean;

            /** BatchConfig maxParallel. */
            maxParallel: number;

            /**
             * Creates a new BatchConfig instance using the specified properties.
             * @param [properties] Properties to set
             * @returns BatchConfig instance
             */
            static create(properties: dspex.bridge.BatchConfig.$Shape): dspex.bridge.BatchConfig & dspex.bridge.BatchConfig.$Shape;
            static create(properties?: dspex.bridge.BatchConfig.$Properties): dspex.bridge.BatchConfig;

            /**
             * Encodes the specified BatchConfig message. Does not implicitly {@link dspex.bridge.BatchConfig.verify|verify} messages.
             * @param message BatchConfig message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.BatchConfig.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BatchConfig message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.BatchConfig & dspex.bridge.BatchConfig.$Shape} BatchConfig
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.BatchConfig & dspex.bridge.BatchConfig.$Shape;
        }

        namespace BatchConfig {

            /** Properties of a BatchConfig. */
            interface $Properties {

                /** BatchConfig parallel */
                parallel?: (boolean|null);

                /** BatchConfig stopOnError */
                stopOnError?: (boolean|null);

                /** BatchConfig maxParallel */
                maxParallel?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a BatchConfig. */
            type $Shape = dspex.bridge.BatchConfig.$Properties;
        }

        /**
         * Properties of a BatchToolCallResponse.
         * @deprecated Use dspex.bridge.BatchToolCallResponse.$Properties instead.
         */
        interface IBatchToolCallResponse extends dspex.bridge.BatchToolCallResponse.$Properties {
        }

        /** Represents a BatchToolCallResponse. */
        class BatchToolCallResponse {

            /**
             * Constructs a new BatchToolCallResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.BatchToolCallResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** BatchToolCallResponse batchId. */
            batchId: string;

            /** BatchToolCallResponse results. */
            results: dspex.bridge.ToolCallResult.$Properties[];

            /** BatchToolCallResponse metrics. */
            metrics?: (dspex.bridge.BatchMetrics.$Properties|null);

            /**
             * Creates a new BatchToolCallResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns BatchToolCallResponse instance
             */
            static create(properties: dspex.bridge.BatchToolCallResponse.$Shape): dspex.bridge.BatchToolCallResponse & dspex.bridge.BatchToolCallResponse.$Shape;
            static create(properties?: dspex.bridge.BatchToolCallResponse.$Properties): dspex.bridge.BatchToolCallResponse;

            /**
             * Encodes the specified BatchToolCallResponse message. Does not implicitly {@link dspex.bridge.BatchToolCallResponse.verify|verify} messages.
             * @param message BatchToolCallResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.BatchToolCallResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BatchToolCallResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.BatchToolCallResponse & dspex.bridge.BatchToolCallResponse.$Shape} BatchToolCallResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.BatchToolCallResponse & dspex.bridge.BatchToolCallResponse.$Shape;
        }

        namespace BatchToolCallResponse {

            /** Properties of a BatchToolCallResponse. */
            interface $Properties {

                /** BatchToolCallResponse batchId */
                batchId?: (string|null);

                /** BatchToolCallResponse results */
                results?: (dspex.bridge.ToolCallResult.$Properties[]|null);

                /** BatchToolCallResponse metrics */
                metrics?: (dspex.bridge.BatchMetrics.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a BatchToolCallResponse. */
            type $Shape = dspex.bridge.BatchToolCallResponse.$Properties;
        }

        /**
         * Properties of a ToolCallResult.
         * @deprecated Use dspex.bridge.ToolCallResult.$Properties instead.
         */
        interface IToolCallResult extends dspex.bridge.ToolCallResult.$Properties {
        }

        /** Represents a ToolCallResult. */
        class ToolCallResult {

            /**
             * Constructs a new ToolCallResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.ToolCallResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ToolCallResult index. */
            index: number;

            /** ToolCallResult success. */
            success: boolean;

            /** ToolCallResult result. */
            result?: (google.protobuf.Any.$Properties|null);

            /** ToolCallResult error. */
            error?: (dspex.bridge.ErrorInfo.$Properties|null);

            /** ToolCallResult metrics. */
            metrics?: (dspex.bridge.ExecutionMetrics.$Properties|null);

            /**
             * Creates a new ToolCallResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ToolCallResult instance
             */
            static create(properties: dspex.bridge.ToolCallResult.$Shape): dspex.bridge.ToolCallResult & dspex.bridge.ToolCallResult.$Shape;
            static create(properties?: dspex.bridge.ToolCallResult.$Properties): dspex.bridge.ToolCallResult;

            /**
             * Encodes the specified ToolCallResult message. Does not implicitly {@link dspex.bridge.ToolCallResult.verify|verify} messages.
             * @param message ToolCallResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.ToolCallResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ToolCallResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.ToolCallResult & dspex.bridge.ToolCallResult.$Shape} ToolCallResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.ToolCallResult & dspex.bridge.ToolCallResult.$Shape;
        }

        namespace ToolCallResult {

            /** Properties of a ToolCallResult. */
            interface $Properties {

                /** ToolCallResult index */
                index?: (number|null);

                /** ToolCallResult success */
                success?: (boolean|null);

                /** ToolCallResult result */
                result?: (google.protobuf.Any.$Properties|null);

                /** ToolCallResult error */
                error?: (dspex.bridge.ErrorInfo.$Properties|null);

                /** ToolCallResult metrics */
                metrics?: (dspex.bridge.ExecutionMetrics.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ToolCallResult. */
            type $Shape = dspex.bridge.ToolCallResult.$Properties;
        }

        /**
         * Properties of a BatchMetrics.
         * @deprecated Use dspex.bridge.BatchMetrics.$Properties instead.
         */
        interface IBatchMetrics extends dspex.bridge.BatchMetrics.$Properties {
        }

        /** Represents a BatchMetrics. */
        class BatchMetrics {

            /**
             * Constructs a new BatchMetrics.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.BatchMetrics.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** BatchMetrics totalItems. */
            totalItems: number;

            /** BatchMetrics successfulItems. */
            successfulItems: number;

            /** BatchMetrics failedItems. */
            failedItems: number;

            /** BatchMetrics totalDurationMs. */
            totalDurationMs: number;

            /** BatchMetrics avgDurationMs. */
            avgDurationMs: number;

            /**
             * Creates a new BatchMetrics instance using the specified properties.
             * @param [properties] Properties to set
             * @returns BatchMetrics instance
             */
            static create(properties: dspex.bridge.BatchMetrics.$Shape): dspex.bridge.BatchMetrics & dspex.bridge.BatchMetrics.$Shape;
            static create(properties?: dspex.bridge.BatchMetrics.$Properties): dspex.bridge.BatchMetrics;

            /**
             * Encodes the specified BatchMetrics message. Does not implicitly {@link dspex.bridge.BatchMetrics.verify|verify} messages.
             * @param message BatchMetrics message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.BatchMetrics.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BatchMetrics message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.BatchMetrics & dspex.bridge.BatchMetrics.$Shape} BatchMetrics
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.BatchMetrics & dspex.bridge.BatchMetrics.$Shape;
        }

        namespace BatchMetrics {

            /** Properties of a BatchMetrics. */
            interface $Properties {

                /** BatchMetrics totalItems */
                totalItems?: (number|null);

                /** BatchMetrics successfulItems */
                successfulItems?: (number|null);

                /** BatchMetrics failedItems */
                failedItems?: (number|null);

                /** BatchMetrics totalDurationMs */
                totalDurationMs?: (number|null);

                /** BatchMetrics avgDurationMs */
                avgDurationMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a BatchMetrics. */
            type $Shape = dspex.bridge.BatchMetrics.$Properties;
        }

        /**
         * Properties of a GetVariableRequest.
         * @deprecated Use dspex.bridge.GetVariableRequest.$Properties instead.
         */
        interface IGetVariableRequest extends dspex.bridge.GetVariableRequest.$Properties {
        }

        /** Represents a GetVariableRequest. */
        class GetVariableRequest {

            /**
             * Constructs a new GetVariableRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.GetVariableRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetVariableRequest sessionId. */
            sessionId: string;

            /** GetVariableRequest variableName. */
            variableName: string;

            /** GetVariableRequest includeMetadata. */
            includeMetadata: boolean;

            /**
             * Creates a new GetVariableRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetVariableRequest instance
             */
            static create(properties: dspex.bridge.GetVariableRequest.$Shape): dspex.bridge.GetVariableRequest & dspex.bridge.GetVariableRequest.$Shape;
            static create(properties?: dspex.bridge.GetVariableRequest.$Properties): dspex.bridge.GetVariableRequest;

            /**
             * Encodes the specified GetVariableRequest message. Does not implicitly {@link dspex.bridge.GetVariableRequest.verify|verify} messages.
             * @param message GetVariableRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.GetVariableRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetVariableRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.GetVariableRequest & dspex.bridge.GetVariableRequest.$Shape} GetVariableRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.GetVariableRequest & dspex.bridge.GetVariableRequest.$Shape;
        }

        namespace GetVariableRequest {

            /** Properties of a GetVariableRequest. */
            interface $Properties {

                /** GetVariableRequest sessionId */
                sessionId?: (string|null);

                /** GetVariableRequest variableName */
                variableName?: (string|null);

                /** GetVariableRequest includeMetadata */
                includeMetadata?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetVariableRequest. */
            type $Shape = dspex.bridge.GetVariableRequest.$Properties;
        }

        /**
         * Properties of a VariableResponse.
         * @deprecated Use dspex.bridge.VariableResponse.$Properties instead.
         */
        interface IVariableResponse extends dspex.bridge.VariableResponse.$Properties {
        }

        /** Represents a VariableResponse. */
        class VariableResponse {

            /**
             * Constructs a new VariableResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.VariableResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** VariableResponse exists. */
            exists: boolean;

            /** VariableResponse value. */
            value?: (google.protobuf.Any.$Properties|null);

            /** VariableResponse metadata. */
            metadata?: (dspex.bridge.VariableMetadata.$Properties|null);

            /**
             * Creates a new VariableResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns VariableResponse instance
             */
            static create(properties: dspex.bridge.VariableResponse.$Shape): dspex.bridge.VariableResponse & dspex.bridge.VariableResponse.$Shape;
            static create(properties?: dspex.bridge.VariableResponse.$Properties): dspex.bridge.VariableResponse;

            /**
             * Encodes the specified VariableResponse message. Does not implicitly {@link dspex.bridge.VariableResponse.verify|verify} messages.
             * @param message VariableResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.VariableResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a VariableResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.VariableResponse & dspex.bridge.VariableResponse.$Shape} VariableResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.VariableResponse & dspex.bridge.VariableResponse.$Shape;
        }

        namespace VariableResponse {

            /** Properties of a VariableResponse. */
            interface $Properties {

                /** VariableResponse exists */
                exists?: (boolean|null);

                /** VariableResponse value */
                value?: (google.protobuf.Any.$Properties|null);

                /** VariableResponse metadata */
                metadata?: (dspex.bridge.VariableMetadata.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a VariableResponse. */
            type $Shape = dspex.bridge.VariableResponse.$Properties;
        }

        /**
         * Properties of a SetVariableRequest.
         * @deprecated Use dspex.bridge.SetVariableRequest.$Properties instead.
         */
        interface ISetVariableRequest extends dspex.bridge.SetVariableRequest.$Properties {
        }

        /** Represents a SetVariableRequest. */
        class SetVariableRequest {

            /**
             * Constructs a new SetVariableRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.SetVariableRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SetVariableRequest sessionId. */
            sessionId: string;

            /** SetVariableRequest variableName. */
            variableName: string;

            /** SetVariableRequest value. */
            value?: (google.protobuf.Any.$Properties|null);

            /** SetVariableRequest metadata. */
            metadata?: (dspex.bridge.VariableMetadata.$Properties|null);

            /** SetVariableRequest createIfMissing. */
            createIfMissing: boolean;

            /**
             * Creates a new SetVariableRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SetVariableRequest instance
             */
            static create(properties: dspex.bridge.SetVariableRequest.$Shape): dspex.bridge.SetVariableRequest & dspex.bridge.SetVariableRequest.$Shape;
            static create(properties?: dspex.bridge.SetVariableRequest.$Properties): dspex.bridge.SetVariableRequest;

            /**
             * Encodes the specified SetVariableRequest message. Does not implicitly {@link dspex.bridge.SetVariableRequest.verify|verify} messages.
             * @param message SetVariableRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.SetVariableRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SetVariableRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.SetVariableRequest & dspex.bridge.SetVariableRequest.$Shape} SetVariableRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.SetVariableRequest & dspex.bridge.SetVariableRequest.$Shape;
        }

        namespace SetVariableRequest {

            /** Properties of a SetVariableRequest. */
            interface $Properties {

                /** SetVariableRequest sessionId */
                sessionId?: (string|null);

                /** SetVariableRequest variableName */
                variableName?: (string|null);

                /** SetVariableRequest value */
                value?: (google.protobuf.Any.$Properties|null);

                /** SetVariableRequest metadata */
                metadata?: (dspex.bridge.VariableMetadata.$Properties|null);

                /** SetVariableRequest createIfMissing */
                createIfMissing?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SetVariableRequest. */
            type $Shape = dspex.bridge.SetVariableRequest.$Properties;
        }

        /**
         * Properties of a VariableMetadata.
         * @deprecated Use dspex.bridge.VariableMetadata.$Properties instead.
         */
        interface IVariableMetadata extends dspex.bridge.VariableMetadata.$Properties {
        }

        /** Represents a VariableMetadata. */
        class VariableMetadata {

            /**
             * Constructs a new VariableMetadata.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.VariableMetadata.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** VariableMetadata type. */
            type: string;

            /** VariableMetadata createdAt. */
            createdAt?: (google.protobuf.Timestamp.$Properties|null);

            /** VariableMetadata updatedAt. */
            updatedAt?: (google.protobuf.Timestamp.$Properties|null);

            /** VariableMetadata createdBy. */
            createdBy: string;

            /** VariableMetadata tags. */
            tags: { [k: string]: string };

            /**
             * Creates a new VariableMetadata instance using the specified properties.
             * @param [properties] Properties to set
             * @returns VariableMetadata instance
             */
            static create(properties: dspex.bridge.VariableMetadata.$Shape): dspex.bridge.VariableMetadata & dspex.bridge.VariableMetadata.$Shape;
            static create(properties?: dspex.bridge.VariableMetadata.$Properties): dspex.bridge.VariableMetadata;

            /**
             * Encodes the specified VariableMetadata message. Does not implicitly {@link dspex.bridge.VariableMetadata.verify|verify} messages.
             * @param message VariableMetadata message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.VariableMetadata.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a VariableMetadata message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.VariableMetadata & dspex.bridge.VariableMetadata.$Shape} VariableMetadata
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.VariableMetadata & dspex.bridge.VariableMetadata.$Shape;
        }

        namespace VariableMetadata {

            /** Properties of a VariableMetadata. */
            interface $Properties {

                /** VariableMetadata type */
                type?: (string|null);

                /** VariableMetadata createdAt */
                createdAt?: (google.protobuf.Timestamp.$Properties|null);

                /** VariableMetadata updatedAt */
                updatedAt?: (google.protobuf.Timestamp.$Properties|null);

                /** VariableMetadata createdBy */
                createdBy?: (string|null);

                /** VariableMetadata tags */
                tags?: ({ [k: string]: string }|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a VariableMetadata. */
            type $Shape = dspex.bridge.VariableMetadata.$Properties;
        }

        /**
         * Properties of a ListVariablesRequest.
         * @deprecated Use dspex.bridge.ListVariablesRequest.$Properties instead.
         */
        interface IListVariablesRequest extends dspex.bridge.ListVariablesRequest.$Properties {
        }

        /** Represents a ListVariablesRequest. */
        class ListVariablesRequest {

            /**
             * Constructs a new ListVariablesRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.ListVariablesRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListVariablesRequest sessionId. */
            sessionId: string;

            /** ListVariablesRequest prefix. */
            prefix: string;

            /** ListVariablesRequest tags. */
            tags: string[];

            /** ListVariablesRequest limit. */
            limit: number;

            /**
             * Creates a new ListVariablesRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListVariablesRequest instance
             */
            static create(properties: dspex.bridge.ListVariablesRequest.$Shape): dspex.bridge.ListVariablesRequest & dspex.bridge.ListVariablesRequest.$Shape;
            static create(properties?: dspex.bridge.ListVariablesRequest.$Properties): dspex.bridge.ListVariablesRequest;

            /**
             * Encodes the specified ListVariablesRequest message. Does not implicitly {@link dspex.bridge.ListVariablesRequest.verify|verify} messages.
             * @param message ListVariablesRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.ListVariablesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListVariablesRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.ListVariablesRequest & dspex.bridge.ListVariablesRequest.$Shape} ListVariablesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.ListVariablesRequest & dspex.bridge.ListVariablesRequest.$Shape;
        }

        namespace ListVariablesRequest {

            /** Properties of a ListVariablesRequest. */
            interface $Properties {

                /** ListVariablesRequest sessionId */
                sessionId?: (string|null);

                /** ListVariablesRequest prefix */
                prefix?: (string|null);

                /** ListVariablesRequest tags */
                tags?: (string[]|null);

                /** ListVariablesRequest limit */
                limit?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListVariablesRequest. */
            type $Shape = dspex.bridge.ListVariablesRequest.$Properties;
        }

        /**
         * Properties of a ListVariablesResponse.
         * @deprecated Use dspex.bridge.ListVariablesResponse.$Properties instead.
         */
        interface IListVariablesResponse extends dspex.bridge.ListVariablesResponse.$Properties {
        }

        /** Represents a ListVariablesResponse. */
        class ListVariablesResponse {

            /**
             * Constructs a new ListVariablesResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.ListVariablesResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListVariablesResponse variables. */
            variables: dspex.bridge.VariableInfo.$Properties[];

            /**
             * Creates a new ListVariablesResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListVariablesResponse instance
             */
            static create(properties: dspex.bridge.ListVariablesResponse.$Shape): dspex.bridge.ListVariablesResponse & dspex.bridge.ListVariablesResponse.$Shape;
            static create(properties?: dspex.bridge.ListVariablesResponse.$Properties): dspex.bridge.ListVariablesResponse;

            /**
             * Encodes the specified ListVariablesResponse message. Does not implicitly {@link dspex.bridge.ListVariablesResponse.verify|verify} messages.
             * @param message ListVariablesResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.ListVariablesResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListVariablesResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.ListVariablesResponse & dspex.bridge.ListVariablesResponse.$Shape} ListVariablesResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.ListVariablesResponse & dspex.bridge.ListVariablesResponse.$Shape;
        }

        namespace ListVariablesResponse {

            /** Properties of a ListVariablesResponse. */
            interface $Properties {

                /** ListVariablesResponse variables */
                variables?: (dspex.bridge.VariableInfo.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListVariablesResponse. */
            type $Shape = dspex.bridge.ListVariablesResponse.$Properties;
        }

        /**
         * Properties of a VariableInfo.
         * @deprecated Use dspex.bridge.VariableInfo.$Properties instead.
         */
        interface IVariableInfo extends dspex.bridge.VariableInfo.$Properties {
        }

        /** Represents a VariableInfo. */
        class VariableInfo {

            /**
             * Constructs a new VariableInfo.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.VariableInfo.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** VariableInfo name. */
            name: string;

            /** VariableInfo type. */
            type: string;

            /** VariableInfo sizeBytes. */
            sizeBytes: number;

            /** VariableInfo metadata. */
            metadata?: (dspex.bridge.VariableMetadata.$Properties|null);

            /**
             * Creates a new VariableInfo instance using the specified properties.
             * @param [properties] Properties to set
             * @returns VariableInfo instance
             */
            static create(properties: dspex.bridge.VariableInfo.$Shape): dspex.bridge.VariableInfo & dspex.bridge.VariableInfo.$Shape;
            static create(properties?: dspex.bridge.VariableInfo.$Properties): dspex.bridge.VariableInfo;

            /**
             * Encodes the specified VariableInfo message. Does not implicitly {@link dspex.bridge.VariableInfo.verify|verify} messages.
             * @param message VariableInfo message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.VariableInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a VariableInfo message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.VariableInfo & dspex.bridge.VariableInfo.$Shape} VariableInfo
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.VariableInfo & dspex.bridge.VariableInfo.$Shape;
        }

        namespace VariableInfo {

            /** Properties of a VariableInfo. */
            interface $Properties {

                /** VariableInfo name */
                name?: (string|null);

                /** VariableInfo type */
                type?: (string|null);

                /** VariableInfo sizeBytes */
                sizeBytes?: (number|null);

                /** VariableInfo metadata */
                metadata?: (dspex.bridge.VariableMetadata.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a VariableInfo. */
            type $Shape = dspex.bridge.VariableInfo.$Properties;
        }

        /**
         * Properties of a WatchVariablesRequest.
         * @deprecated Use dspex.bridge.WatchVariablesRequest.$Properties instead.
         */
        interface IWatchVariablesRequest extends dspex.bridge.WatchVariablesRequest.$Properties {
        }

        /** Represents a WatchVariablesRequest. */
        class WatchVariablesRequest {

            /**
             * Constructs a new WatchVariablesRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.WatchVariablesRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WatchVariablesRequest sessionId. */
            sessionId: string;

            /** WatchVariablesRequest variableNames. */
            variableNames: string[];

            /** WatchVariablesRequest includeInitial. */
            includeInitial: boolean;

            /**
             * Creates a new WatchVariablesRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WatchVariablesRequest instance
             */
            static create(properties: dspex.bridge.WatchVariablesRequest.$Shape): dspex.bridge.WatchVariablesRequest & dspex.bridge.WatchVariablesRequest.$Shape;
            static create(properties?: dspex.bridge.WatchVariablesRequest.$Properties): dspex.bridge.WatchVariablesRequest;

            /**
             * Encodes the specified WatchVariablesRequest message. Does not implicitly {@link dspex.bridge.WatchVariablesRequest.verify|verify} messages.
             * @param message WatchVariablesRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.WatchVariablesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchVariablesRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.WatchVariablesRequest & dspex.bridge.WatchVariablesRequest.$Shape} WatchVariablesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.WatchVariablesRequest & dspex.bridge.WatchVariablesRequest.$Shape;
        }

        namespace WatchVariablesRequest {

            /** Properties of a WatchVariablesRequest. */
            interface $Properties {

                /** WatchVariablesRequest sessionId */
                sessionId?: (string|null);

                /** WatchVariablesRequest variableNames */
                variableNames?: (string[]|null);

                /** WatchVariablesRequest includeInitial */
                includeInitial?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WatchVariablesRequest. */
            type $Shape = dspex.bridge.WatchVariablesRequest.$Properties;
        }

        /**
         * Properties of a VariableUpdate.
         * @deprecated Use dspex.bridge.VariableUpdate.$Properties instead.
         */
        interface IVariableUpdate extends dspex.bridge.VariableUpdate.$Properties {
        }

        /** Represents a VariableUpdate. */
        class VariableUpdate {

            /**
             * Constructs a new VariableUpdate.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.VariableUpdate.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** VariableUpdate name. */
            name: string;

            /** VariableUpdate value. */
            value?: (google.protobuf.Any.$Properties|null);

            /** VariableUpdate operation. */
            operation: string;

            /** VariableUpdate timestamp. */
            timestamp?: (google.protobuf.Timestamp.$Properties|null);

            /**
             * Creates a new VariableUpdate instance using the specified properties.
             * @param [properties] Properties to set
             * @returns VariableUpdate instance
             */
            static create(properties: dspex.bridge.VariableUpdate.$Shape): dspex.bridge.VariableUpdate & dspex.bridge.VariableUpdate.$Shape;
            static create(properties?: dspex.bridge.VariableUpdate.$Properties): dspex.bridge.VariableUpdate;

            /**
             * Encodes the specified VariableUpdate message. Does not implicitly {@link dspex.bridge.VariableUpdate.verify|verify} messages.
             * @param message VariableUpdate message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.VariableUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a VariableUpdate message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.VariableUpdate & dspex.bridge.VariableUpdate.$Shape} VariableUpdate
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.VariableUpdate & dspex.bridge.VariableUpdate.$Shape;
        }

        namespace VariableUpdate {

            /** Properties of a VariableUpdate. */
            interface $Properties {

                /** VariableUpdate name */
                name?: (string|null);

                /** VariableUpdate value */
                value?: (google.protobuf.Any.$Properties|null);

                /** VariableUpdate operation */
                operation?: (string|null);

                /** VariableUpdate timestamp */
                timestamp?: (google.protobuf.Timestamp.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a VariableUpdate. */
            type $Shape = dspex.bridge.VariableUpdate.$Properties;
        }

        /**
         * Properties of a StatusResponse.
         * @deprecated Use dspex.bridge.StatusResponse.$Properties instead.
         */
        interface IStatusResponse extends dspex.bridge.StatusResponse.$Properties {
        }

        /** Represents a StatusResponse. */
        class StatusResponse {

            /**
             * Constructs a new StatusResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.StatusResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** StatusResponse success. */
            success: boolean;

            /** StatusResponse message. */
            message: string;

            /** StatusResponse error. */
            error?: (dspex.bridge.ErrorInfo.$Properties|null);

            /**
             * Creates a new StatusResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns StatusResponse instance
             */
            static create(properties: dspex.bridge.StatusResponse.$Shape): dspex.bridge.StatusResponse & dspex.bridge.StatusResponse.$Shape;
            static create(properties?: dspex.bridge.StatusResponse.$Properties): dspex.bridge.StatusResponse;

            /**
             * Encodes the specified StatusResponse message. Does not implicitly {@link dspex.bridge.StatusResponse.verify|verify} messages.
             * @param message StatusResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.StatusResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StatusResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.StatusResponse & dspex.bridge.StatusResponse.$Shape} StatusResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.StatusResponse & dspex.bridge.StatusResponse.$Shape;
        }

        namespace StatusResponse {

            /** Properties of a StatusResponse. */
            interface $Properties {

                /** StatusResponse success */
                success?: (boolean|null);

                /** StatusResponse message */
                message?: (string|null);

                /** StatusResponse error */
                error?: (dspex.bridge.ErrorInfo.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a StatusResponse. */
            type $Shape = dspex.bridge.StatusResponse.$Properties;
        }

        /**
         * Properties of an ErrorInfo.
         * @deprecated Use dspex.bridge.ErrorInfo.$Properties instead.
         */
        interface IErrorInfo extends dspex.bridge.ErrorInfo.$Properties {
        }

        /** Represents an ErrorInfo. */
        class ErrorInfo {

            /**
             * Constructs a new ErrorInfo.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.ErrorInfo.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ErrorInfo type. */
            type: string;

            /** ErrorInfo message. */
            message: string;

            /** ErrorInfo details. */
            details: { [k: string]: string };

            /** ErrorInfo stacktrace. */
            stacktrace: string;

            /** ErrorInfo timestamp. */
            timestamp?: (google.protobuf.Timestamp.$Properties|null);

            /**
             * Creates a new ErrorInfo instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ErrorInfo instance
             */
            static create(properties: dspex.bridge.ErrorInfo.$Shape): dspex.bridge.ErrorInfo & dspex.bridge.ErrorInfo.$Shape;
            static create(properties?: dspex.bridge.ErrorInfo.$Properties): dspex.bridge.ErrorInfo;

            /**
             * Encodes the specified ErrorInfo message. Does not implicitly {@link dspex.bridge.ErrorInfo.verify|verify} messages.
             * @param message ErrorInfo message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.ErrorInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ErrorInfo message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.ErrorInfo & dspex.bridge.ErrorInfo.$Shape} ErrorInfo
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.ErrorInfo & dspex.bridge.ErrorInfo.$Shape;
        }

        namespace ErrorInfo {

            /** Properties of an ErrorInfo. */
            interface $Properties {

                /** ErrorInfo type */
                type?: (string|null);

                /** ErrorInfo message */
                message?: (string|null);

                /** ErrorInfo details */
                details?: ({ [k: string]: string }|null);

                /** ErrorInfo stacktrace */
                stacktrace?: (string|null);

                /** ErrorInfo timestamp */
                timestamp?: (google.protobuf.Timestamp.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ErrorInfo. */
            type $Shape = dspex.bridge.ErrorInfo.$Properties;
        }

        /**
         * Properties of an ExecutionMetrics.
         * @deprecated Use dspex.bridge.ExecutionMetrics.$Properties instead.
         */
        interface IExecutionMetrics extends dspex.bridge.ExecutionMetrics.$Properties {
        }

        /** Represents an ExecutionMetrics. */
        class ExecutionMetrics {

            /**
             * Constructs a new ExecutionMetrics.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.ExecutionMetrics.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ExecutionMetrics durationMs. */
            durationMs: number;

            /** ExecutionMetrics cpuTimeMs. */
            cpuTimeMs: number;

            /** ExecutionMetrics memoryBytes. */
            memoryBytes: number;

            /** ExecutionMetrics customMetrics. */
            customMetrics: { [k: string]: number };

            /**
             * Creates a new ExecutionMetrics instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ExecutionMetrics instance
             */
            static create(properties: dspex.bridge.ExecutionMetrics.$Shape): dspex.bridge.ExecutionMetrics & dspex.bridge.ExecutionMetrics.$Shape;
            static create(properties?: dspex.bridge.ExecutionMetrics.$Properties): dspex.bridge.ExecutionMetrics;

            /**
             * Encodes the specified ExecutionMetrics message. Does not implicitly {@link dspex.bridge.ExecutionMetrics.verify|verify} messages.
             * @param message ExecutionMetrics message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.ExecutionMetrics.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ExecutionMetrics message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.ExecutionMetrics & dspex.bridge.ExecutionMetrics.$Shape} ExecutionMetrics
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.ExecutionMetrics & dspex.bridge.ExecutionMetrics.$Shape;
        }

        namespace ExecutionMetrics {

            /** Properties of an ExecutionMetrics. */
            interface $Properties {

                /** ExecutionMetrics durationMs */
                durationMs?: (number|null);

                /** ExecutionMetrics cpuTimeMs */
                cpuTimeMs?: (number|null);

                /** ExecutionMetrics memoryBytes */
                memoryBytes?: (number|null);

                /** ExecutionMetrics customMetrics */
                customMetrics?: ({ [k: string]: number }|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ExecutionMetrics. */
            type $Shape = dspex.bridge.ExecutionMetrics.$Properties;
        }

        /**
         * Properties of a HealthCheckRequest.
         * @deprecated Use dspex.bridge.HealthCheckRequest.$Properties instead.
         */
        interface IHealthCheckRequest extends dspex.bridge.HealthCheckRequest.$Properties {
        }

        /** Represents a HealthCheckRequest. */
        class HealthCheckRequest {

            /**
             * Constructs a new HealthCheckRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.HealthCheckRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** HealthCheckRequest service. */
            service: string;

            /**
             * Creates a new HealthCheckRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns HealthCheckRequest instance
             */
            static create(properties: dspex.bridge.HealthCheckRequest.$Shape): dspex.bridge.HealthCheckRequest & dspex.bridge.HealthCheckRequest.$Shape;
            static create(properties?: dspex.bridge.HealthCheckRequest.$Properties): dspex.bridge.HealthCheckRequest;

            /**
             * Encodes the specified HealthCheckRequest message. Does not implicitly {@link dspex.bridge.HealthCheckRequest.verify|verify} messages.
             * @param message HealthCheckRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.HealthCheckRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a HealthCheckRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.HealthCheckRequest & dspex.bridge.HealthCheckRequest.$Shape} HealthCheckRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.HealthCheckRequest & dspex.bridge.HealthCheckRequest.$Shape;
        }

        namespace HealthCheckRequest {

            /** Properties of a HealthCheckRequest. */
            interface $Properties {

                /** HealthCheckRequest service */
                service?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a HealthCheckRequest. */
            type $Shape = dspex.bridge.HealthCheckRequest.$Properties;
        }

        /**
         * Properties of a HealthCheckResponse.
         * @deprecated Use dspex.bridge.HealthCheckResponse.$Properties instead.
         */
        interface IHealthCheckResponse extends dspex.bridge.HealthCheckResponse.$Properties {
        }

        /** Represents a HealthCheckResponse. */
        class HealthCheckResponse {

            /**
             * Constructs a new HealthCheckResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.HealthCheckResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** HealthCheckResponse status. */
            status: dspex.bridge.HealthCheckResponse.ServingStatus;

            /** HealthCheckResponse dependencies. */
            dependencies: { [k: string]: dspex.bridge.HealthCheckResponse.ServingStatus };

            /**
             * Creates a new HealthCheckResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns HealthCheckResponse instance
             */
            static create(properties: dspex.bridge.HealthCheckResponse.$Shape): dspex.bridge.HealthCheckResponse & dspex.bridge.HealthCheckResponse.$Shape;
            static create(properties?: dspex.bridge.HealthCheckResponse.$Properties): dspex.bridge.HealthCheckResponse;

            /**
             * Encodes the specified HealthCheckResponse message. Does not implicitly {@link dspex.bridge.HealthCheckResponse.verify|verify} messages.
             * @param message HealthCheckResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.HealthCheckResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a HealthCheckResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.HealthCheckResponse & dspex.bridge.HealthCheckResponse.$Shape} HealthCheckResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.HealthCheckResponse & dspex.bridge.HealthCheckResponse.$Shape;
        }

        namespace HealthCheckResponse {

            /** Properties of a HealthCheckResponse. */
            interface $Properties {

                /** HealthCheckResponse status */
                status?: (dspex.bridge.HealthCheckResponse.ServingStatus|null);

                /** HealthCheckResponse dependencies */
                dependencies?: ({ [k: string]: dspex.bridge.HealthCheckResponse.ServingStatus }|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a HealthCheckResponse. */
            type $Shape = dspex.bridge.HealthCheckResponse.$Properties;

            /** ServingStatus enum. */
            enum ServingStatus {

                /** UNKNOWN value */
                UNKNOWN = 0,

                /** SERVING value */
                SERVING = 1,

                /** NOT_SERVING value */
                NOT_SERVING = 2
            }
        }

        /**
         * Properties of a GetMetricsRequest.
         * @deprecated Use dspex.bridge.GetMetricsRequest.$Properties instead.
         */
        interface IGetMetricsRequest extends dspex.bridge.GetMetricsRequest.$Properties {
        }

        /** Represents a GetMetricsRequest. */
        class GetMetricsRequest {

            /**
             * Constructs a new GetMetricsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.GetMetricsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetMetricsRequest metricNames. */
            metricNames: string[];

            /** GetMetricsRequest startTime. */
            startTime?: (google.protobuf.Timestamp.$Properties|null);

            /** GetMetricsRequest endTime. */
            endTime?: (google.protobuf.Timestamp.$Properties|null);

            /**
             * Creates a new GetMetricsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetMetricsRequest instance
             */
            static create(properties: dspex.bridge.GetMetricsRequest.$Shape): dspex.bridge.GetMetricsRequest & dspex.bridge.GetMetricsRequest.$Shape;
            static create(properties?: dspex.bridge.GetMetricsRequest.$Properties): dspex.bridge.GetMetricsRequest;

            /**
             * Encodes the specified GetMetricsRequest message. Does not implicitly {@link dspex.bridge.GetMetricsRequest.verify|verify} messages.
             * @param message GetMetricsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.GetMetricsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetMetricsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.GetMetricsRequest & dspex.bridge.GetMetricsRequest.$Shape} GetMetricsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.GetMetricsRequest & dspex.bridge.GetMetricsRequest.$Shape;
        }

        namespace GetMetricsRequest {

            /** Properties of a GetMetricsRequest. */
            interface $Properties {

                /** GetMetricsRequest metricNames */
                metricNames?: (string[]|null);

                /** GetMetricsRequest startTime */
                startTime?: (google.protobuf.Timestamp.$Properties|null);

                /** GetMetricsRequest endTime */
                endTime?: (google.protobuf.Timestamp.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetMetricsRequest. */
            type $Shape = dspex.bridge.GetMetricsRequest.$Properties;
        }

        /**
         * Properties of a MetricsResponse.
         * @deprecated Use dspex.bridge.MetricsResponse.$Properties instead.
         */
        interface IMetricsResponse extends dspex.bridge.MetricsResponse.$Properties {
        }

        /** Represents a MetricsResponse. */
        class MetricsResponse {

            /**
             * Constructs a new MetricsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.MetricsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MetricsResponse metrics. */
            metrics: { [k: string]: dspex.bridge.MetricValue.$Properties };

            /**
             * Creates a new MetricsResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns MetricsResponse instance
             */
            static create(properties: dspex.bridge.MetricsResponse.$Shape): dspex.bridge.MetricsResponse & dspex.bridge.MetricsResponse.$Shape;
            static create(properties?: dspex.bridge.MetricsResponse.$Properties): dspex.bridge.MetricsResponse;

            /**
             * Encodes the specified MetricsResponse message. Does not implicitly {@link dspex.bridge.MetricsResponse.verify|verify} messages.
             * @param message MetricsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.MetricsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MetricsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.MetricsResponse & dspex.bridge.MetricsResponse.$Shape} MetricsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.MetricsResponse & dspex.bridge.MetricsResponse.$Shape;
        }

        namespace MetricsResponse {

            /** Properties of a MetricsResponse. */
            interface $Properties {

                /** MetricsResponse metrics */
                metrics?: ({ [k: string]: dspex.bridge.MetricValue.$Properties }|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MetricsResponse. */
            type $Shape = {
              metrics?: { [k: string]: dspex.bridge.MetricValue.$Shape }|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a MetricValue.
         * @deprecated Use dspex.bridge.MetricValue.$Properties instead.
         */
        interface IMetricValue extends dspex.bridge.MetricValue.$Properties {
        }

        /** Represents a MetricValue. */
        class MetricValue {

            /**
             * Constructs a new MetricValue.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.MetricValue.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MetricValue integerValue. */
            integerValue?: (number|null);

            /** MetricValue doubleValue. */
            doubleValue?: (number|null);

            /** MetricValue stringValue. */
            stringValue?: (string|null);

            /** MetricValue histogram. */
            histogram?: (dspex.bridge.MetricHistogram.$Properties|null);

            /** MetricValue value. */
            value?: ("integerValue"|"doubleValue"|"stringValue"|"histogram");

            /**
             * Creates a new MetricValue instance using the specified properties.
             * @param [properties] Properties to set
             * @returns MetricValue instance
             */
            static create(properties: dspex.bridge.MetricValue.$Shape): dspex.bridge.MetricValue & dspex.bridge.MetricValue.$Shape;
            static create(properties?: dspex.bridge.MetricValue.$Properties): dspex.bridge.MetricValue;

            /**
             * Encodes the specified MetricValue message. Does not implicitly {@link dspex.bridge.MetricValue.verify|verify} messages.
             * @param message MetricValue message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.MetricValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MetricValue message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.MetricValue & dspex.bridge.MetricValue.$Shape} MetricValue
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.MetricValue & dspex.bridge.MetricValue.$Shape;
        }

        namespace MetricValue {

            /** Properties of a MetricValue. */
            interface $Properties {

                /** MetricValue integerValue */
                integerValue?: (number|null);

                /** MetricValue doubleValue */
                doubleValue?: (number|null);

                /** MetricValue stringValue */
                stringValue?: (string|null);

                /** MetricValue histogram */
                histogram?: (dspex.bridge.MetricHistogram.$Properties|null);

                /** MetricValue value */
                value?: ("integerValue"|"doubleValue"|"stringValue"|"histogram");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a MetricValue. */
            type $Shape = {
              integerValue?: number|null;
              doubleValue?: number|null;
              stringValue?: string|null;
              histogram?: dspex.bridge.MetricHistogram.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ value?: undefined; integerValue?: null; doubleValue?: null; stringValue?: null; histogram?: null }|{ value?: "integerValue"; integerValue: number; doubleValue?: null; stringValue?: null; histogram?: null }|{ value?: "doubleValue"; integerValue?: null; doubleValue: number; stringValue?: null; histogram?: null }|{ value?: "stringValue"; integerValue?: null; doubleValue?: null; stringValue: string; histogram?: null }|{ value?: "histogram"; integerValue?: null; doubleValue?: null; stringValue?: null; histogram: dspex.bridge.MetricHistogram.$Shape })
            );
        }

        /**
         * Properties of a MetricHistogram.
         * @deprecated Use dspex.bridge.MetricHistogram.$Properties instead.
         */
        interface IMetricHistogram extends dspex.bridge.MetricHistogram.$Properties {
        }

        /** Represents a MetricHistogram. */
        class MetricHistogram {

            /**
             * Constructs a new MetricHistogram.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.MetricHistogram.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MetricHistogram buckets. */
            buckets: dspex.bridge.Bucket.$Properties[];

            /** MetricHistogram count. */
            count: number;

            /** MetricHistogram sum. */
            sum: number;

            /**
             * Creates a new MetricHistogram instance using the specified properties.
             * @param [properties] Properties to set
             * @returns MetricHistogram instance
             */
            static create(properties: dspex.bridge.MetricHistogram.$Shape): dspex.bridge.MetricHistogram & dspex.bridge.MetricHistogram.$Shape;
            static create(properties?: dspex.bridge.MetricHistogram.$Properties): dspex.bridge.MetricHistogram;

            /**
             * Encodes the specified MetricHistogram message. Does not implicitly {@link dspex.bridge.MetricHistogram.verify|verify} messages.
             * @param message MetricHistogram message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.MetricHistogram.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MetricHistogram message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.MetricHistogram & dspex.bridge.MetricHistogram.$Shape} MetricHistogram
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.MetricHistogram & dspex.bridge.MetricHistogram.$Shape;
        }

        namespace MetricHistogram {

            /** Properties of a MetricHistogram. */
            interface $Properties {

                /** MetricHistogram buckets */
                buckets?: (dspex.bridge.Bucket.$Properties[]|null);

                /** MetricHistogram count */
                count?: (number|null);

                /** MetricHistogram sum */
                sum?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MetricHistogram. */
            type $Shape = dspex.bridge.MetricHistogram.$Properties;
        }

        /**
         * Properties of a Bucket.
         * @deprecated Use dspex.bridge.Bucket.$Properties instead.
         */
        interface IBucket extends dspex.bridge.Bucket.$Properties {
        }

        /** Represents a Bucket. */
        class Bucket {

            /**
             * Constructs a new Bucket.
             * @param [properties] Properties to set
             */
            constructor(properties?: dspex.bridge.Bucket.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Bucket upperBound. */
            upperBound: number;

            /** Bucket count. */
            count: number;

            /**
             * Creates a new Bucket instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Bucket instance
             */
            static create(properties: dspex.bridge.Bucket.$Shape): dspex.bridge.Bucket & dspex.bridge.Bucket.$Shape;
            static create(properties?: dspex.bridge.Bucket.$Properties): dspex.bridge.Bucket;

            /**
             * Encodes the specified Bucket message. Does not implicitly {@link dspex.bridge.Bucket.verify|verify} messages.
             * @param message Bucket message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dspex.bridge.Bucket.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Bucket message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dspex.bridge.Bucket & dspex.bridge.Bucket.$Shape} Bucket
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dspex.bridge.Bucket & dspex.bridge.Bucket.$Shape;
        }

        namespace Bucket {

            /** Properties of a Bucket. */
            interface $Properties {

                /** Bucket upperBound */
                upperBound?: (number|null);

                /** Bucket count */
                count?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Bucket. */
            type $Shape = dspex.bridge.Bucket.$Properties;
        }
    }
}

/** Namespace grpc. */
export namespace grpc {

    /** Namespace health. */
    namespace health {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a HealthCheckRequest.
             * @deprecated Use grpc.health.v1.HealthCheckRequest.$Properties instead.
             */
            interface IHealthCheckRequest extends grpc.health.v1.HealthCheckRequest.$Properties {
            }

            /** Represents a HealthCheckRequest. */
            class HealthCheckRequest {

                /**
                 * Constructs a new HealthCheckRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: grpc.health.v1.HealthCheckRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** HealthCheckRequest service. */
                service: string;

                /**
                 * Creates a new HealthCheckRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns HealthCheckRequest instance
                 */
                static create(properties: grpc.health.v1.HealthCheckRequest.$Shape): grpc.health.v1.HealthCheckRequest & grpc.health.v1.HealthCheckRequest.$Shape;
                static create(properties?: grpc.health.v1.HealthCheckRequest.$Properties): grpc.health.v1.HealthCheckRequest;

                /**
                 * Encodes the specified HealthCheckRequest message. Does not implicitly {@link grpc.health.v1.HealthCheckRequest.verify|verify} messages.
                 * @param message HealthCheckRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: grpc.health.v1.HealthCheckRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a HealthCheckRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {grpc.health.v1.HealthCheckRequest & grpc.health.v1.HealthCheckRequest.$Shape} HealthCheckRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): grpc.health.v1.HealthCheckRequest & grpc.health.v1.HealthCheckRequest.$Shape;
            }

            namespace HealthCheckRequest {

                /** Properties of a HealthCheckRequest. */
                interface $Properties {

                    /** HealthCheckRequest service */
                    service?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a HealthCheckRequest. */
                type $Shape = grpc.health.v1.HealthCheckRequest.$Properties;
            }

            /**
             * Properties of a HealthCheckResponse.
             * @deprecated Use grpc.health.v1.HealthCheckResponse.$Properties instead.
             */
            interface IHealthCheckResponse extends grpc.health.v1.HealthCheckResponse.$Properties {
            }

            /** Represents a HealthCheckResponse. */
            class HealthCheckResponse {

                /**
                 * Constructs a new HealthCheckResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: grpc.health.v1.HealthCheckResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** HealthCheckResponse status. */
                status: grpc.health.v1.HealthCheckResponse.ServingStatus;

                /**
                 * Creates a new HealthCheckResponse instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns HealthCheckResponse instance
                 */
                static create(properties: grpc.health.v1.HealthCheckResponse.$Shape): grpc.health.v1.HealthCheckResponse & grpc.health.v1.HealthCheckResponse.$Shape;
                static create(properties?: grpc.health.v1.HealthCheckResponse.$Properties): grpc.health.v1.HealthCheckResponse;

                /**
                 * Encodes the specified HealthCheckResponse message. Does not implicitly {@link grpc.health.v1.HealthCheckResponse.verify|verify} messages.
                 * @param message HealthCheckResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: grpc.health.v1.HealthCheckResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a HealthCheckResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {grpc.health.v1.HealthCheckResponse & grpc.health.v1.HealthCheckResponse.$Shape} HealthCheckResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): grpc.health.v1.HealthCheckResponse & grpc.health.v1.HealthCheckResponse.$Shape;
            }

            namespace HealthCheckResponse {

                /** Properties of a HealthCheckResponse. */
                interface $Properties {

                    /** HealthCheckResponse status */
                    status?: (grpc.health.v1.HealthCheckResponse.ServingStatus|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a HealthCheckResponse. */
                type $Shape = grpc.health.v1.HealthCheckResponse.$Properties;

                /** ServingStatus enum. */
                enum ServingStatus {

                    /** UNKNOWN value */
                    UNKNOWN = 0,

                    /** SERVING value */
                    SERVING = 1,

                    /** NOT_SERVING value */
                    NOT_SERVING = 2,

                    /** SERVICE_UNKNOWN value */
                    SERVICE_UNKNOWN = 3
                }
            }
        }
    }

    /** Namespace reflection. */
    namespace reflection {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a ServerReflectionRequest.
             * @deprecated Use grpc.reflection.v1.ServerReflectionRequest.$Properties instead.
             */
            interface IServerReflectionRequest extends grpc.reflection.v1.ServerReflectionRequest.$Properties {
            }

            /** Represents a ServerReflectionRequest. */
            class ServerReflectionRequest {

                /**
                 * Constructs a new ServerReflectionRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: grpc.reflection.v1.ServerReflectionRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ServerReflectionRequest host. */
                host: string;

                /** ServerReflectionRequest fileByFilename. */
                fileByFilename?: (string|null);

                /** ServerReflectionRequest fileContainingSymbol. */
                fileContainingSymbol?: (string|null);

                /** ServerReflectionRequest fileContainingExtension. */
                fileContainingExtension?: (grpc.reflection.v1.ExtensionRequest.$Properties|null);

                /** ServerReflectionRequest allExtensionNumbersOfType. */
                allExtensionNumbersOfType?: (string|null);

                /** ServerReflectionRequest listServices. */
                listServices?: (string|null);

                /** ServerReflectionRequest messageRequest. */
                messageRequest?: ("fileByFilename"|"fileContainingSymbol"|"fileContainingExtension"|"allExtensionNumbersOfType"|"listServices");

                /**
                 * Creates a new ServerReflectionRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ServerReflectionRequest instance
                 */
                static create(properties: grpc.reflection.v1.ServerReflectionRequest.$Shape): grpc.reflection.v1.ServerReflectionRequest & grpc.reflection.v1.ServerReflectionRequest.$Shape;
                static create(properties?: grpc.reflection.v1.ServerReflectionRequest.$Properties): grpc.reflection.v1.ServerReflectionRequest;

                /**
                 * Encodes the specified ServerReflectionRequest message. Does not implicitly {@link grpc.reflection.v1.ServerReflectionRequest.verify|verify} messages.
                 * @param message ServerReflectionRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: grpc.reflection.v1.ServerReflectionRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ServerReflectionRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {grpc.reflection.v1.ServerReflectionRequest & grpc.reflection.v1.ServerReflectionRequest.$Shape} ServerReflectionRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): grpc.reflection.v1.ServerReflectionRequest & grpc.reflection.v1.ServerReflectionRequest.$Shape;
            }

            namespace ServerReflectionRequest {

                /** Properties of a ServerReflectionRequest. */
                interface $Properties {

                    /** ServerReflectionRequest host */
                    host?: (string|null);

                    /** ServerReflectionRequest fileByFilename */
                    fileByFilename?: (string|null);

                    /** ServerReflectionRequest fileContainingSymbol */
                    fileContainingSymbol?: (string|null);

                    /** ServerReflectionRequest fileContainingExtension */
                    fileContainingExtension?: (grpc.reflection.v1.ExtensionRequest.$Properties|null);

                    /** ServerReflectionRequest allExtensionNumbersOfType */
                    allExtensionNumbersOfType?: (string|null);

                    /** ServerReflectionRequest listServices */
                    listServices?: (string|null);

                    /** ServerReflectionRequest messageRequest */
                    messageRequest?: ("fileByFilename"|"fileContainingSymbol"|"fileContainingExtension"|"allExtensionNumbersOfType"|"listServices");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a ServerReflectionRequest. */
                type $Shape = {
                  host?: string|null;
                  fileByFilename?: string|null;
                  fileContainingSymbol?: string|null;
                  fileContainingExtension?: grpc.reflection.v1.ExtensionRequest.$Shape|null;
                  allExtensionNumbersOfType?: string|null;
                  listServices?: string|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ messageRequest?: undefined; fileByFilename?: null; fileContainingSymbol?: null; fileContainingExtension?: null; allExtensionNumbersOfType?: null; listServices?: null }|{ messageRequest?: "fileByFilename"; fileByFilename: string; fileContainingSymbol?: null; fileContainingExtension?: null; allExtensionNumbersOfType?: null; listServices?: null }|{ messageRequest?: "fileContainingSymbol"; fileByFilename?: null; fileContainingSymbol: string; fileContainingExtension?: null; allExtensionNumbersOfType?: null; listServices?: null }|{ messageRequest?: "fileContainingExtension"; fileByFilename?: null; fileContainingSymbol?: null; fileContainingExtension: grpc.reflection.v1.ExtensionRequest.$Shape; allExtensionNumbersOfType?: null; listServices?: null }|{ messageRequest?: "allExtensionNumbersOfType"; fileByFilename?: null; fileContainingSymbol?: null; fileContainingExtension?: null; allExtensionNumbersOfType: string; listServices?: null }|{ messageRequest?: "listServices"; fileByFilename?: null; fileContainingSymbol?: null; fileContainingExtension?: null; allExtensionNumbersOfType?: null; listServices: string })
                );
            }

            /**
             * Properties of an ExtensionRequest.
             * @deprecated Use grpc.reflection.v1.ExtensionRequest.$Properties instead.
             */
            interface IExtensionRequest extends grpc.reflection.v1.ExtensionRequest.$Properties {
            }

            /** Represents an ExtensionRequest. */
            class ExtensionRequest {

                /**
                 * Constructs a new ExtensionRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: grpc.reflection.v1.ExtensionRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ExtensionRequest containingType. */
                containingType: string;

                /** ExtensionRequest extensionNumber. */
                extensionNumber: number;

                /**
                 * Creates a new ExtensionRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ExtensionRequest instance
                 */
                static create(properties: grpc.reflection.v1.ExtensionRequest.$Shape): grpc.reflection.v1.ExtensionRequest & grpc.reflection.v1.ExtensionRequest.$Shape;
                static create(properties?: grpc.reflection.v1.ExtensionRequest.$Properties): grpc.reflection.v1.ExtensionRequest;

                /**
                 * Encodes the specified ExtensionRequest message. Does not implicitly {@link grpc.reflection.v1.ExtensionRequest.verify|verify} messages.
                 * @param message ExtensionRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: grpc.reflection.v1.ExtensionRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an ExtensionRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {grpc.reflection.v1.ExtensionRequest & grpc.reflection.v1.ExtensionRequest.$Shape} ExtensionRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): grpc.reflection.v1.ExtensionRequest & grpc.reflection.v1.ExtensionRequest.$Shape;
            }

            namespace ExtensionRequest {

                /** Properties of an ExtensionRequest. */
                interface $Properties {

                    /** ExtensionRequest containingType */
                    containingType?: (string|null);

                    /** ExtensionRequest extensionNumber */
                    extensionNumber?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an ExtensionRequest. */
                type $Shape = grpc.reflection.v1.ExtensionRequest.$Properties;
            }

            /**
             * Properties of a ServerReflectionResponse.
             * @deprecated Use grpc.reflection.v1.ServerReflectionResponse.$Properties instead.
             */
            interface IServerReflectionResponse extends grpc.reflection.v1.ServerReflectionResponse.$Properties {
            }

            /** Represents a ServerReflectionResponse. */
            class ServerReflectionResponse {

                /**
                 * Constructs a new ServerReflectionResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: grpc.reflection.v1.ServerReflectionResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ServerReflectionResponse validHost. */
                validHost: string;

                /** ServerReflectionResponse originalRequest. */
                originalRequest?: (grpc.reflection.v1.ServerReflectionRequest.$Properties|null);

                /** ServerReflectionResponse fileDescriptorResponse. */
                fileDescriptorResponse?: (grpc.reflection.v1.FileDescriptorResponse.$Properties|null);

                /** ServerReflectionResponse allExtensionNumbersResponse. */
                allExtensionNumbersResponse?: (grpc.reflection.v1.ExtensionNumberResponse.$Properties|null);

                /** ServerReflectionResponse listServicesResponse. */
                listServicesResponse?: (grpc.reflection.v1.ListServiceResponse.$Properties|null);

                /** ServerReflectionResponse errorResponse. */
                errorResponse?: (grpc.reflection.v1.ErrorResponse.$Properties|null);

                /** ServerReflectionResponse messageResponse. */
                messageResponse?: ("fileDescriptorResponse"|"allExtensionNumbersResponse"|"listServicesResponse"|"errorResponse");

                /**
                 * Creates a new ServerReflectionResponse instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ServerReflectionResponse instance
                 */
                static create(properties: grpc.reflection.v1.ServerReflectionResponse.$Shape): grpc.reflection.v1.ServerReflectionResponse & grpc.reflection.v1.ServerReflectionResponse.$Shape;
                static create(properties?: grpc.reflection.v1.ServerReflectionResponse.$Properties): grpc.reflection.v1.ServerReflectionResponse;

                /**
                 * Encodes the specified ServerReflectionResponse message. Does not implicitly {@link grpc.reflection.v1.ServerReflectionResponse.verify|verify} messages.
                 * @param message ServerReflectionResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: grpc.reflection.v1.ServerReflectionResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ServerReflectionResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {grpc.reflection.v1.ServerReflectionResponse & grpc.reflection.v1.ServerReflectionResponse.$Shape} ServerReflectionResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): grpc.reflection.v1.ServerReflectionResponse & grpc.reflection.v1.ServerReflectionResponse.$Shape;
            }

            namespace ServerReflectionResponse {

                /** Properties of a ServerReflectionResponse. */
                interface $Properties {

                    /** ServerReflectionResponse validHost */
                    validHost?: (string|null);

                    /** ServerReflectionResponse originalRequest */
                    originalRequest?: (grpc.reflection.v1.ServerReflectionRequest.$Properties|null);

                    /** ServerReflectionResponse fileDescriptorResponse */
                    fileDescriptorResponse?: (grpc.reflection.v1.FileDescriptorResponse.$Properties|null);

                    /** ServerReflectionResponse allExtensionNumbersResponse */
                    allExtensionNumbersResponse?: (grpc.reflection.v1.ExtensionNumberResponse.$Properties|null);

                    /** ServerReflectionResponse listServicesResponse */
                    listServicesResponse?: (grpc.reflection.v1.ListServiceResponse.$Properties|null);

                    /** ServerReflectionResponse errorResponse */
                    errorResponse?: (grpc.reflection.v1.ErrorResponse.$Properties|null);

                    /** ServerReflectionResponse messageResponse */
                    messageResponse?: ("fileDescriptorResponse"|"allExtensionNumbersResponse"|"listServicesResponse"|"errorResponse");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a ServerReflectionResponse. */
                type $Shape = {
                  validHost?: string|null;
                  originalRequest?: grpc.reflection.v1.ServerReflectionRequest.$Shape|null;
                  fileDescriptorResponse?: grpc.reflection.v1.FileDescriptorResponse.$Shape|null;
                  allExtensionNumbersResponse?: grpc.reflection.v1.ExtensionNumberResponse.$Shape|null;
                  listServicesResponse?: grpc.reflection.v1.ListServiceResponse.$Shape|null;
                  errorResponse?: grpc.reflection.v1.ErrorResponse.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ messageResponse?: undefined; fileDescriptorResponse?: null; allExtensionNumbersResponse?: null; listServicesResponse?: null; errorResponse?: null }|{ messageResponse?: "fileDescriptorResponse"; fileDescriptorResponse: grpc.reflection.v1.FileDescriptorResponse.$Shape; allExtensionNumbersResponse?: null; listServicesResponse?: null; errorResponse?: null }|{ messageResponse?: "allExtensionNumbersResponse"; fileDescriptorResponse?: null; allExtensionNumbersResponse: grpc.reflection.v1.ExtensionNumberResponse.$Shape; listServicesResponse?: null; errorResponse?: null }|{ messageResponse?: "listServicesResponse"; fileDescriptorResponse?: null; allExtensionNumbersResponse?: null; listServicesResponse: grpc.reflection.v1.ListServiceResponse.$Shape; errorResponse?: null }|{ messageResponse?: "errorResponse"; fileDescriptorResponse?: null; allExtensionNumbersResponse?: null; listServicesResponse?: null; errorResponse: grpc.reflection.v1.ErrorResponse.$Shape })
                );
            }

            /**
             * Properties of a FileDescriptorResponse.
             * @deprecated Use grpc.reflection.v1.FileDescriptorResponse.$Properties instead.
             */
            interface IFileDescriptorResponse extends grpc.reflection.v1.FileDescriptorResponse.$Properties {
            }

            /** Represents a FileDescriptorResponse. */
            class FileDescriptorResponse {

                /**
                 * Constructs a new FileDescriptorResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: grpc.reflection.v1.FileDescriptorResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** FileDescriptorResponse fileDescriptorProto. */
                fileDescriptorProto: Uint8Array[];

                /**
                 * Creates a new FileDescriptorResponse instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns FileDescriptorResponse instance
                 */
                static create(properties: grpc.reflection.v1.FileDescriptorResponse.$Shape): grpc.reflection.v1.FileDescriptorResponse & grpc.reflection.v1.FileDescriptorResponse.$Shape;
                static create(properties?: grpc.reflection.v1.FileDescriptorResponse.$Properties): grpc.reflection.v1.FileDescriptorResponse;

                /**
                 * Encodes the specified FileDescriptorResponse message. Does not implicitly {@link grpc.reflection.v1.FileDescriptorResponse.verify|verify} messages.
                 * @param message FileDescriptorResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: grpc.reflection.v1.FileDescriptorResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a FileDescriptorResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {grpc.reflection.v1.FileDescriptorResponse & grpc.reflection.v1.FileDescriptorResponse.$Shape} FileDescriptorResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): grpc.reflection.v1.FileDescriptorResponse & grpc.reflection.v1.FileDescriptorResponse.$Shape;
            }

            namespace FileDescriptorResponse {

                /** Properties of a FileDescriptorResponse. */
                interface $Properties {

                    /** FileDescriptorResponse fileDescriptorProto */
                    fileDescriptorProto?: (Uint8Array[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a FileDescriptorResponse. */
                type $Shape = grpc.reflection.v1.FileDescriptorResponse.$Properties;
            }

            /**
             * Properties of an ExtensionNumberResponse.
             * @deprecated Use grpc.reflection.v1.ExtensionNumberResponse.$Properties instead.
             */
            interface IExtensionNumberResponse extends grpc.reflection.v1.ExtensionNumberResponse.$Properties {
            }

            /** Represents an ExtensionNumberResponse. */
            class ExtensionNumberResponse {

                /**
                 * Constructs a new ExtensionNumberResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: grpc.reflection.v1.ExtensionNumberResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ExtensionNumberResponse baseTypeName. */
                baseTypeName: string;

                /** ExtensionNumberResponse extensionNumber. */
                extensionNumber: number[];

                /**
                 * Creates a new ExtensionNumberResponse instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ExtensionNumberResponse instance
                 */
                static create(properties: grpc.reflection.v1.ExtensionNumberResponse.$Shape): grpc.reflection.v1.ExtensionNumberResponse & grpc.reflection.v1.ExtensionNumberResponse.$Shape;
                static create(properties?: grpc.reflection.v1.ExtensionNumberResponse.$Properties): grpc.reflection.v1.ExtensionNumberResponse;

                /**
                 * Encodes the specified ExtensionNumberResponse message. Does not implicitly {@link grpc.reflection.v1.ExtensionNumberResponse.verify|verify} messages.
                 * @param message ExtensionNumberResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: grpc.reflection.v1.ExtensionNumberResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an ExtensionNumberResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {grpc.reflection.v1.ExtensionNumberResponse & grpc.reflection.v1.ExtensionNumberResponse.$Shape} ExtensionNumberResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): grpc.reflection.v1.ExtensionNumberResponse & grpc.reflection.v1.ExtensionNumberResponse.$Shape;
            }

            namespace ExtensionNumberResponse {

                /** Properties of an ExtensionNumberResponse. */
                interface $Properties {

                    /** ExtensionNumberResponse baseTypeName */
                    baseTypeName?: (string|null);

                    /** ExtensionNumberResponse extensionNumber */
                    extensionNumber?: (number[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an ExtensionNumberResponse. */
                type $Shape = grpc.reflection.v1.ExtensionNumberResponse.$Properties;
            }

            /**
             * Properties of a ListServiceResponse.
             * @deprecated Use grpc.reflection.v1.ListServiceResponse.$Properties instead.
             */
            interface IListServiceResponse extends grpc.reflection.v1.ListServiceResponse.$Properties {
            }

            /** Represents a ListServiceResponse. */
            class ListServiceResponse {

                /**
                 * Constructs a new ListServiceResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: grpc.reflection.v1.ListServiceResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ListServiceResponse service. */
                service: grpc.reflection.v1.ServiceResponse.$Properties[];

                /**
                 * Creates a new ListServiceResponse instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ListServiceResponse instance
                 */
                static create(properties: grpc.reflection.v1.ListServiceResponse.$Shape): grpc.reflection.v1.ListServiceResponse & grpc.reflection.v1.ListServiceResponse.$Shape;
                static create(properties?: grpc.reflection.v1.ListServiceResponse.$Properties): grpc.reflection.v1.ListServiceResponse;

                /**
                 * Encodes the specified ListServiceResponse message. Does not implicitly {@link grpc.reflection.v1.ListServiceResponse.verify|verify} messages.
                 * @param message ListServiceResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: grpc.reflection.v1.ListServiceResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ListServiceResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {grpc.reflection.v1.ListServiceResponse & grpc.reflection.v1.ListServiceResponse.$Shape} ListServiceResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): grpc.reflection.v1.ListServiceResponse & grpc.reflection.v1.ListServiceResponse.$Shape;
            }

            namespace ListServiceResponse {

                /** Properties of a ListServiceResponse. */
                interface $Properties {

                    /** ListServiceResponse service */
                    service?: (grpc.reflection.v1.ServiceResponse.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ListServiceResponse. */
                type $Shape = grpc.reflection.v1.ListServiceResponse.$Properties;
            }

            /**
             * Properties of a ServiceResponse.
             * @deprecated Use grpc.reflection.v1.ServiceResponse.$Properties instead.
             */
            interface IServiceResponse extends grpc.reflection.v1.ServiceResponse.$Properties {
            }

            /** Represents a ServiceResponse. */
            class ServiceResponse {

                /**
                 * Constructs a new ServiceResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: grpc.reflection.v1.ServiceResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ServiceResponse name. */
                name: string;

                /**
                 * Creates a new ServiceResponse instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ServiceResponse instance
                 */
                static create(properties: grpc.reflection.v1.ServiceResponse.$Shape): grpc.reflection.v1.ServiceResponse & grpc.reflection.v1.ServiceResponse.$Shape;
                static create(properties?: grpc.reflection.v1.ServiceResponse.$Properties): grpc.reflection.v1.ServiceResponse;

                /**
                 * Encodes the specified ServiceResponse message. Does not implicitly {@link grpc.reflection.v1.ServiceResponse.verify|verify} messages.
                 * @param message ServiceResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: grpc.reflection.v1.ServiceResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ServiceResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {grpc.reflection.v1.ServiceResponse & grpc.reflection.v1.ServiceResponse.$Shape} ServiceResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): grpc.reflection.v1.ServiceResponse & grpc.reflection.v1.ServiceResponse.$Shape;
            }

            namespace ServiceResponse {

                /** Properties of a ServiceResponse. */
                interface $Properties {

                    /** ServiceResponse name */
                    name?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ServiceResponse. */
                type $Shape = grpc.reflection.v1.ServiceResponse.$Properties;
            }

            /**
             * Properties of an ErrorResponse.
             * @deprecated Use grpc.reflection.v1.ErrorResponse.$Properties instead.
             */
            interface IErrorResponse extends grpc.reflection.v1.ErrorResponse.$Properties {
            }

            /** Represents an ErrorResponse. */
            class ErrorResponse {

                /**
                 * Constructs a new ErrorResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: grpc.reflection.v1.ErrorResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ErrorResponse errorCode. */
                errorCode: number;

                /** ErrorResponse errorMessage. */
                errorMessage: string;

                /**
                 * Creates a new ErrorResponse instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ErrorResponse instance
                 */
                static create(properties: grpc.reflection.v1.ErrorResponse.$Shape): grpc.reflection.v1.ErrorResponse & grpc.reflection.v1.ErrorResponse.$Shape;
                static create(properties?: grpc.reflection.v1.ErrorResponse.$Properties): grpc.reflection.v1.ErrorResponse;

                /**
                 * Encodes the specified ErrorResponse message. Does not implicitly {@link grpc.reflection.v1.ErrorResponse.verify|verify} messages.
                 * @param message ErrorResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: grpc.reflection.v1.ErrorResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an ErrorResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {grpc.reflection.v1.ErrorResponse & grpc.reflection.v1.ErrorResponse.$Shape} ErrorResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): grpc.reflection.v1.ErrorResponse & grpc.reflection.v1.ErrorResponse.$Shape;
            }

            namespace ErrorResponse {

                /** Properties of an ErrorResponse. */
                interface $Properties {

                    /** ErrorResponse errorCode */
                    errorCode?: (number|null);

                    /** ErrorResponse errorMessage */
                    errorMessage?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an ErrorResponse. */
                type $Shape = grpc.reflection.v1.ErrorResponse.$Properties;
            }
        }
    }
}
