/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** {@code spillway-sqs:queue?client=#name}. */
@Component("spillway-sqs")
public class SpillwaySqsComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        if (remaining.isBlank()) {
            throw new IllegalArgumentException(uri + " names no queue; it is spillway-sqs:queue?client=#name");
        }
        SpillwaySqsEndpoint endpoint = new SpillwaySqsEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
