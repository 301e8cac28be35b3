/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

/** The servers that the contract runs against. */
public enum Backend {
    /** The client that a Spillway broker gives to its own process. */
    IN_PROCESS,
    /** The SDK's client, calling the same broker's endpoint. */
    HTTP,
    /** An SDK of the time of the Query protocol, calling the same broker's endpoint. */
    QUERY,
    /** The SDK's client, calling a broker of the stock Artemis distribution, in which the plugin is installed. */
    INSTALLED,
    /** The SDK's client, calling ElasticMQ. */
    ELASTICMQ
}
