/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Maps JMS messages to SQS messages and back. Stateless; safe for use by any number of threads. */
public final class SqsMapping {

    /** What SQS allows a message to carry, less one place that is left for a tracing header. */
    public static final int MAX_ATTRIBUTES = 9;

    private SqsMapping() {}

    /**
     * The form in which a message travels. Decoding it gives an equal message back; encoding the same message twice
     * gives the same text and attributes, in whatever order its properties stand.
     *
     * @throws IllegalArgumentException if the value of a property, or in a map or stream body, is not of a type that JMS has
     *     there; the message names the property and the type
     */
    public static WireMessage encode(MappedMessage message) {
        WireBody body = WireBody.of(message.body());
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        attributes.put(AttributeNames.MESSAGE_TYPE, Attribute.string(body.type()));
        HeaderAttributes.write(attributes, message.headers(), body.form());
        if (!message.properties().isEmpty()) {
            PropertyPlaces.fill(attributes, message.properties());
        }
        return new WireMessage(body.text(), Collections.unmodifiableMap(attributes));
    }

    /**
     * JMSTimestamp and JMSDeliveryTime, read without decoding the rest of a message.
     *
     * @param attribute gives the text of a message attribute by its name; {@code null} for none
     * @return headers with these two; {@link Headers#NONE} where the sender set none
     */
    public static Headers times(Function<String, @Nullable String> attribute) {
        String text = attribute.apply(AttributeNames.HEADERS);
        PackedHeaders packed = text == null ? null : PackedHeaders.unpack(text);
        return packed == null ? Headers.NONE : packed.headers();
    }

    /**
     * What a JMS client sees of a message. A message that no JMS client sent is a text message whose attributes are
     * its properties. Never fails: what is not in the mapping's form is taken as an ordinary text or property.
     *
     * <ul>
     *   <li>An attribute {@code Number.int}, {@code Number.Boolean} and so on is a property of that type, if its text is
     *       such a value; every other String or Number is a String.
     *   <li>A {@code Binary} attribute is a String, its content in Base64: JMS has no property of bytes.
     *   <li>{@code JMS_SQSMessageType} of another value than {@code text}, {@code byte} and {@code object}, or one of the
     *       latter two with a body that is not Base64, is a text message that has {@code JMS_SQSMessageType} as a property.
     *   <li>An object message is its serialised form; nothing is deserialised.
     * </ul>
     */
    public static MappedMessage decode(WireMessage message) {
        return message.attributes().isEmpty()
                ? new MappedMessage(new Body.Text(message.body()), Headers.NONE, Map.of())
                : new WireReader(message).read();
    }
}
