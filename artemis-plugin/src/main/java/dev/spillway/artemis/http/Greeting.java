/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;

/** What someone reads who opens the endpoint's address in a browser. */
final class Greeting {

    static final String TEXT = """
            This is Spillway: the Amazon SQS API, served by an Apache Artemis broker.
            Use this address as the endpoint URL of any AWS SDK, or of the AWS CLI:

                aws --endpoint-url http://HOST:PORT sqs list-queues
            """;

    private Greeting() {}

    static boolean isFor(FullHttpRequest request) {
        return request.uri().equals("/")
                && (request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD));
    }
}
