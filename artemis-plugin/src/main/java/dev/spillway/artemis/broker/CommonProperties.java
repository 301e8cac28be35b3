/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import java.util.HashMap;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.utils.collections.TypedProperties;
import org.jspecify.annotations.Nullable;

/**
 * The properties of all messages of one sender that brought nothing but a body. Artemis's properties of a message are a
 * dozen objects and a lock; these are read without one, by any number of threads. They never change: a message whose
 * properties do gets a copy.
 */
final class CommonProperties {

    final String sender;

    /** For who reads properties in Artemis's own way. */
    final TypedProperties typed;

    private final Map<SimpleString, Object> values = new HashMap<>();

    /** @param example a message that has them, and is not used for anything else */
    CommonProperties(String sender, CoreMessage example) {
        this.sender = sender;
        this.typed = example.getProperties();
        typed.forEach(values::put);
    }

    /** As {@link ICoreMessage#getObjectProperty(SimpleString)}. */
    @Nullable Object value(SimpleString name) {
        return values.get(name);
    }
}
