/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import dev.spillway.camel.batch.Batch;
import dev.spillway.mapping.Body;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** A step of a route that fails at each batch with a message of a text, before anything of it is sent. */
record RouteFault(String text) implements Processor {

    static RouteFault at(String text) {
        return new RouteFault(text);
    }

    @Override
    public void process(Exchange exchange) {
        Batch batch = Objects.requireNonNull(exchange.getIn().getBody(Batch.class));
        if (batch.messages().stream()
                .anyMatch(message -> message.content().body().equals(new Body.Text(text)))) {
            throw new IllegalStateException("as told, at '" + text + "'");
        }
    }
}
