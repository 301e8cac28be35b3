/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.PropertiesHelper;

/** {@code spillway-jms:queue?connectionFactory=#name}. */
@Component("spillway-jms")
public class SpillwayJmsComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        if (remaining.isBlank()) {
            throw new IllegalArgumentException(
                    uri + " names no queue; it is spillway-jms:queue?connectionFactory=#name");
        }
        SpillwayJmsEndpoint endpoint = new SpillwayJmsEndpoint(uri, this, remaining);
        endpoint.setRepliesOptions(PropertiesHelper.extractProperties(parameters, "replies."));
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
