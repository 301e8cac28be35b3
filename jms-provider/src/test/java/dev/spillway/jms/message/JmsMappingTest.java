/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.message;

import dev.spillway.jms.destination.SpillwayQueue;
import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.MappingContract;
import java.io.ObjectInputFilter.Status;

/** The mapping's contract on JMS messages. */
class JmsMappingTest implements MappingContract {

    @Override
    public MappedMessage roundTrip(MappedMessage message) {
        return MessageMapper.toMapped(MessageMapper.toMessage(
                message, "ID:1", new SpillwayQueue("orders"), 1, null, info -> Status.REJECTED, () -> {}));
    }
}
