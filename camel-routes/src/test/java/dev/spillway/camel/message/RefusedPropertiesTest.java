/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spillway.mapping.Body;
import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A provider that refuses to set some properties, as IBM MQ does those that it sets itself. */
class RefusedPropertiesTest {

    private final Map<String, Object> set = new HashMap<>();
    private final JmsMessages messages =
            new JmsMessages(ReplyDestinations.BY_NAME, TrustedObjects.NONE, new ForeignNames());

    @Test
    void what_the_standard_keeps_for_providers_is_left_out() throws Exception {
        messages.write(message(Map.of("JMSXUserID", "me", "JMS_IBM_PutTime", "12", "colour", "blue")), session("JMS"));

        assertThat(set).containsOnly(Map.entry("colour", "blue"));
    }

    @Test
    void what_is_the_applications_is_not_left_out_silently() {
        assertThatThrownBy(() -> messages.write(message(Map.of("colour", "blue")), session("colour")))
                .isInstanceOf(JMSException.class)
                .hasMessage("colour is refused");
    }

    private static MappedMessage message(Map<String, Object> properties) {
        return new MappedMessage(new Body.Text("An order"), Headers.NONE, properties);
    }

    /** @param prefix of the names that are refused */
    private Session session(String prefix) {
        TextMessage message = proxy(TextMessage.class, arguments -> {
            if (arguments.length == 2) {
                String name = (String) arguments[0];
                if (name.startsWith(prefix)) {
                    throw new JMSException(name + " is refused");
                }
                set.put(name, arguments[1]);
            }
            return null;
        });
        return proxy(Session.class, arguments -> message);
    }

    private interface Answer {
        Object to(Object[] arguments) throws JMSException;
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer.to(arguments)));
    }
}
