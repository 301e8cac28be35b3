/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import dev.spillway.jms.LoopbackBroker;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract on a broker's HTTP endpoint. */
class HttpEndpointJmsTest extends JmsContract implements OrderContract {

    @RegisterExtension
    static final LoopbackBroker BROKER = new LoopbackBroker();

    @Override
    String uri() {
        return "spillway:" + BROKER.endpoint();
    }
}
