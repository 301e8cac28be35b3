/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.MappingContract;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;

class CoreMappingTest implements MappingContract {

    @Override
    public MappedMessage roundTrip(MappedMessage message) throws Exception {
        CoreMessage core = new CoreMessage(1, 64);
        CoreMapping.write(message, core);
        if (message.headers().timestamp() != 0) {
            core.putLongProperty(Message.HDR_INGRESS_TIMESTAMP, 1L);
        }
        // Encodes it, as the journal does: the body ends where it was written to.
        core.getEncodeSize();
        return CoreMapping.read(core, true, false);
    }

    /** Names by which Artemis steers stay out of its headers: the residue keeps them. */
    @Override
    public boolean canHold(MappedMessage message) {
        return CoreMapping.storable(message, false).equals(message);
    }
}
