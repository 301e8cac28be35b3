/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.message;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The objects of object messages. Jakarta Messaging takes and gives them as objects, never as bytes, so that an object
 * message can cross the bridge only if the bridge may make the object.
 *
 * @param filter which classes besides texts and numbers; {@link #NONE} admits no other
 */
public record TrustedObjects(ObjectInputFilter filter) {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_REFERENCES = 100_000;
    private static final int MAX_BYTES = 1_048_576;

    private static final ObjectInputFilter VALUES = ObjectInputFilter.Config.createFilter(
            "java.lang.String;java.lang.Boolean;java.lang.Byte;java.lang.Short;java.lang.Character;java.lang.Integer;"
                    + "java.lang.Long;java.lang.Float;java.lang.Double;java.lang.Number;!*");

    /** Texts and numbers only. */
    public static final TrustedObjects NONE = new TrustedObjects(info -> Status.UNDECIDED);

    /** @throws MessageFormatException if the object, or one that it refers to, can't be serialised */
    static byte[] write(@Nullable Serializable object) throws JMSException {
        if (object == null) {
            return new byte[0];
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (IOException | RuntimeException e) {
            throw refused("the body, a " + object.getClass().getName() + ", can't be serialised: " + e, e);
        }
        return bytes.toByteArray();
    }

    /** @throws MessageFormatException if a class is not trusted or not there, or the bytes are no serialised object */
    @Nullable Serializable read(byte[] content) throws JMSException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(content))) {
            in.setObjectInputFilter(ObjectInputFilter.merge(this::check, in.getObjectInputFilter()));
            return (Serializable) in.readObject();
        } catch (IOException | ClassNotFoundException | RuntimeException | StackOverflowError e) {
            throw refused("the body can't be read as an object of a trusted class: " + e, e);
        }
    }

    private Status check(ObjectInputFilter.FilterInfo info) {
        if (info.depth() > MAX_DEPTH
                || info.references() > MAX_REFERENCES
                || info.arrayLength() > MAX_BYTES
                || info.streamBytes() > MAX_BYTES) {
            return Status.REJECTED;
        }
        Status status = filter.checkInput(info);
        return status == Status.UNDECIDED ? VALUES.checkInput(info) : status;
    }

    private static MessageFormatException refused(String reason, Throwable cause) {
        MessageFormatException refused = new MessageFormatException(reason);
        refused.initCause(cause);
        return refused;
    }
}
