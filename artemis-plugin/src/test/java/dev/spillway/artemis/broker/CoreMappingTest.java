/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.MappingContract;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQBuffers;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;

class CoreMappingTest implements MappingContract {

    @Override
    public MappedMessage roundTrip(MappedMessage message) throws Exception {
        CoreMessage core = CoreMapping.newMessage(1, message);
        if (message.headers().timestamp() != 0) {
            core.putLongProperty(Message.HDR_INGRESS_TIMESTAMP, 1L);
        }
        return CoreMapping.read(stored(core), true, false);
    }

    /** The message as the journal gives it back. */
    static CoreMessage stored(CoreMessage core) {
        ActiveMQBuffer journal = ActiveMQBuffers.dynamicBuffer(16);
        core.persist(journal);
        assertThat(journal.writerIndex()).isEqualTo(core.getPersistSize());
        CoreMessage read = new CoreMessage();
        read.reloadPersistence(journal, null);
        return read;
    }

    /** Names by which Artemis steers stay out of its headers: the residue keeps them. */
    @Override
    public boolean canHold(MappedMessage message) {
        return CoreMapping.storable(message, false).equals(message);
    }
}
