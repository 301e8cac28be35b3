/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import dev.spillway.mapping.Body;
import dev.spillway.mapping.ReplyTo;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.jspecify.annotations.Nullable;

/**
 * What an MQTT client said beside the payload, which Artemis keeps as properties of its own: MQTT 5's PUBLISH properties
 * (MQTT 5.0, 3.3.2.3). By properties of these names Artemis also tells its MQTT clients how a message was published, so
 * they are nothing that an SQS client may set.
 */
final class MqttMapping {

    private static final String PREFIX = "mqtt.";
    private static final SimpleString FORMAT = SimpleString.of("mqtt.payload.format.indicator");
    private static final SimpleString CORRELATION_DATA = SimpleString.of("mqtt.correlation.data");
    private static final SimpleString RESPONSE_TOPIC = SimpleString.of("mqtt.response.topic");
    private static final String CONTENT_TYPE = "mqtt.content.type";
    private static final Pattern USER_PROPERTY = Pattern.compile("mqtt\\.ordered\\.user\\.property\\.\\d+\\.(.*)");
    private static final Pattern QUEUE_NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final int UTF_8 = 1;

    private MqttMapping() {}

    static boolean isOfMqtt(String name) {
        return name.startsWith(PREFIX);
    }

    /** The application's name of a property: a user property's own, Artemis's of the content type; null of all others. */
    static @Nullable String applicationsName(String name) {
        Matcher user = USER_PROPERTY.matcher(name);
        if (user.matches()) {
            return user.group(1);
        }
        return name.equals(CONTENT_TYPE) ? name : null;
    }

    /** The payload as text, if its publisher said that it is; else the body as it is. */
    static Body readBody(ICoreMessage core, Body body) {
        if (body instanceof Body.Bytes bytes
                && core.getObjectProperty(FORMAT) instanceof Number format
                && format.intValue() == UTF_8) {
            try {
                return new Body.Text(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes.content()))
                        .toString());
            } catch (CharacterCodingException notWhatItsPublisherSaid) {
                return body;
            }
        }
        return body;
    }

    static byte @Nullable [] readCorrelationId(ICoreMessage core) {
        return core.getObjectProperty(CORRELATION_DATA) instanceof byte[] bytes ? bytes : null;
    }

    /** The response topic, if a queue of SQS can have its name. */
    static @Nullable ReplyTo readReplyTo(ICoreMessage core) {
        Object topic = core.getObjectProperty(RESPONSE_TOPIC);
        return topic != null && QUEUE_NAME.matcher(topic.toString()).matches()
                ? new ReplyTo(topic.toString(), null)
                : null;
    }
}
