/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQBuffers;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.utils.UUID;
import org.apache.activemq.artemis.utils.UUIDGenerator;
import org.junit.jupiter.api.Test;

class TextMessageTest {

    private static final SimpleString SENDER = SimpleString.of("sender");
    private static final UUID ID = UUIDGenerator.getInstance().generateUUID();
    private static final SimpleString OTHER = SimpleString.of("other");

    private final CommonProperties common = new CommonProperties("me", withProperties(new CoreMessage().initBuffer(0)));

    @Property(tries = 200)
    void artemis_reads_it_from_the_journal(@ForAll @StringLength(max = 9_000) String text) {
        CoreMessage read = CoreMappingTest.stored(message(text));

        assertThat(text(read)).isEqualTo(text);
        assertThat(read.getStringProperty(SENDER)).isEqualTo("me");
        assertThat(read.getRoutingType()).isEqualTo(RoutingType.ANYCAST);
        assertThat(read.getAddress()).isEqualTo("orders");
        assertThat(read.getType()).isEqualTo(Message.TEXT_TYPE);
        assertThat(read.getMessageID()).isEqualTo(7);
    }

    @Test
    void asking_for_its_body_changes_neither_its_form_nor_its_size() {
        TextMessage message = message("text");
        TextMessage asked = message("text");
        int memory = asked.getMemoryEstimate();

        assertThat(text(asked)).isEqualTo("text");

        assertThat(asked.text()).isNull();
        assertThat(written(asked)).isEqualTo(written(message));
        assertThat(asked.getEncodeSize()).isEqualTo(message.getEncodeSize());
        assertThat(asked.getMemoryEstimate()).isEqualTo(memory);
    }

    @Test
    void a_property_that_is_set_is_its_own() {
        TextMessage message = message("text");
        TextMessage other = message("text");
        int size = message.getEncodeSize();

        message.putStringProperty(OTHER, SimpleString.of("value"));

        assertThat(message.getStringProperty(OTHER)).isEqualTo("value");
        assertThat(message.getStringProperty(SENDER)).isEqualTo("me");
        assertThat(message.onlyBody()).isNull();
        assertThat(message.getEncodeSize()).isGreaterThan(size);
        assertThat(CoreMappingTest.stored(message).getStringProperty(OTHER)).isEqualTo("value");
        assertThat(other.containsProperty(OTHER)).isFalse();
        assertThat(other.onlyBody()).isEqualTo("text");
    }

    @Test
    void a_property_that_is_removed_stays_with_the_others() {
        TextMessage message = message("text");
        TextMessage other = message("text");

        assertThat(message.removeProperty(OTHER)).isNull();
        assertThat(message.onlyBody()).isEqualTo("text");
        assertThat(message.removeProperty(SENDER)).isEqualTo(SimpleString.of("me"));
        message.setRoutingType(null);
        message.setScheduledDeliveryTime(0L);

        assertThat(message.getPropertyNames()).isEmpty();
        assertThat(other.getPropertyNames()).hasSize(2);
    }

    @Test
    void a_body_that_is_written_anew_is_what_receivers_get() {
        TextMessage message = message("text");

        ActiveMQBuffer body = message.getBodyBuffer();
        body.clear();
        Utf16.write("changed", body);
        message.messageChanged();

        assertThat(message.text()).isNull();
        assertThat(text(message)).isEqualTo("changed");
    }

    @Test
    void a_copy_has_all_of_it() {
        Message copy = message("text").copy(8);

        assertThat(copy.getMessageID()).isEqualTo(8);
        assertThat(copy.getStringBody()).isEqualTo("text");
        assertThat(copy.getStringProperty(SENDER)).isEqualTo("me");
        copy.putStringProperty(OTHER, SimpleString.of("value"));
        assertThat(common.typed.containsProperty(OTHER)).isFalse();
    }

    private TextMessage message(String text) {
        TextMessage message = new TextMessage(7, text);
        message.setAddress(SimpleString.of("orders"));
        message.setUserID(ID);
        message.setDurable(true);
        message.share(common);
        return message;
    }

    private static CoreMessage withProperties(CoreMessage message) {
        message.setRoutingType(RoutingType.ANYCAST);
        message.putStringProperty(SENDER, SimpleString.of("me"));
        return message;
    }

    private static String text(CoreMessage message) {
        return message.getReadOnlyBodyBuffer().readNullableSimpleString().toString();
    }

    private static byte[] written(CoreMessage message) {
        ActiveMQBuffer journal = ActiveMQBuffers.dynamicBuffer(16);
        message.persist(journal);
        return Arrays.copyOf(journal.toByteBuffer().array(), journal.writerIndex());
    }
}
