/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

/** The servers that the contract runs against. */
enum Backend {
    /** The client that a Spillway broker gives to its own process. */
    IN_PROCESS,
    /** The SDK's client, calling the same broker's endpoint. */
    HTTP,
    /** The SDK's client, calling ElasticMQ. */
    ELASTICMQ
}
