/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import static software.amazon.awssdk.http.SdkHttpConfigurationOption.CONNECTION_ACQUIRE_TIMEOUT;
import static software.amazon.awssdk.http.SdkHttpConfigurationOption.CONNECTION_MAX_IDLE_TIMEOUT;
import static software.amazon.awssdk.http.SdkHttpConfigurationOption.CONNECTION_TIMEOUT;
import static software.amazon.awssdk.http.SdkHttpConfigurationOption.CONNECTION_TIME_TO_LIVE;
import static software.amazon.awssdk.http.SdkHttpConfigurationOption.MAX_CONNECTIONS;
import static software.amazon.awssdk.http.SdkHttpConfigurationOption.MAX_PENDING_CONNECTION_ACQUIRES;
import static software.amazon.awssdk.http.SdkHttpConfigurationOption.PROTOCOL;
import static software.amazon.awssdk.http.SdkHttpConfigurationOption.READ_TIMEOUT;
import static software.amazon.awssdk.http.SdkHttpConfigurationOption.REAP_IDLE_CONNECTIONS;
import static software.amazon.awssdk.http.SdkHttpConfigurationOption.TCP_KEEPALIVE;
import static software.amazon.awssdk.http.SdkHttpConfigurationOption.TLS_NEGOTIATION_TIMEOUT;
import static software.amazon.awssdk.http.SdkHttpConfigurationOption.WRITE_TIMEOUT;

import java.time.Duration;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * What a client keeps to. A time-out of zero never ends; an idle time or a time to live of zero has no limit.
 *
 * @param maxConnections how many there are at most, to all servers together
 * @param maxWaiting how many requests may wait for a connection
 * @param ioThreads how many threads read and write
 * @param read how long a connection may be silent while an answer is awaited
 * @param write how long it may take no byte while a request is sent
 */
record HttpSettings(
        int maxConnections,
        int maxWaiting,
        int ioThreads,
        Duration connect,
        Duration tlsHandshake,
        Duration acquire,
        Duration read,
        Duration write,
        Duration maxIdle,
        Duration timeToLive,
        boolean reapIdle,
        boolean tcpKeepAlive) {

    HttpSettings {
        positive("maxConnections", maxConnections);
        positive("ioThreads", ioThreads);
        if (maxWaiting < 0) {
            throw new IllegalArgumentException(
                    "maxPendingConnectionAcquires is " + maxWaiting + ", but can't be negative");
        }
        notNegative("connectionTimeout", connect);
        notNegative("tlsNegotiationTimeout", tlsHandshake);
        notNegative("connectionAcquisitionTimeout", acquire);
        notNegative("readTimeout", read);
        notNegative("writeTimeout", write);
        notNegative("connectionMaxIdleTime", maxIdle);
        notNegative("connectionTimeToLive", timeToLive);
    }

    /**
     * @param options of which all are set
     * @throws IllegalArgumentException for a value out of its range, and for HTTP/2
     */
    static HttpSettings of(AttributeMap options, int ioThreads) {
        if (options.get(PROTOCOL) != Protocol.HTTP1_1) {
            throw new IllegalArgumentException("this client speaks HTTP/1.1 alone, not " + options.get(PROTOCOL)
                    + ": use the SDK's NettyNioAsyncHttpClient");
        }
        return new HttpSettings(
                options.get(MAX_CONNECTIONS),
                options.get(MAX_PENDING_CONNECTION_ACQUIRES),
                ioThreads,
                options.get(CONNECTION_TIMEOUT),
                options.get(TLS_NEGOTIATION_TIMEOUT),
                options.get(CONNECTION_ACQUIRE_TIMEOUT),
                options.get(READ_TIMEOUT),
                options.get(WRITE_TIMEOUT),
                options.get(CONNECTION_MAX_IDLE_TIMEOUT),
                options.get(CONNECTION_TIME_TO_LIVE),
                options.get(REAP_IDLE_CONNECTIONS),
                options.get(TCP_KEEPALIVE));
    }

    /**
     * One for four processors, at least one: what is handed from one thread to another wakes that up, and one thread can feed
     * many connections.
     */
    static int defaultIoThreads(int processors) {
        return Math.max(1, processors / 4);
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", but must be at least 1");
        }
    }

    private static void notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " is " + value + ", but can't be negative");
        }
    }
}
