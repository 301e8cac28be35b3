/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.message;

import dev.spillway.mapping.Body;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;
import java.io.ObjectInputFilter;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A serialised object. It is made only when it is asked for, and passed on without being made. */
public final class SpillwayObjectMessage extends SpillwayMessage implements ObjectMessage {

    private byte[] content;
    /** Which classes the object may have; {@code null} where it was set here. */
    private @Nullable ObjectInputFilter trusted;

    public SpillwayObjectMessage() {
        content = new byte[0];
    }

    /** A message that somebody else made; the array is not copied. */
    SpillwayObjectMessage(byte[] content, ObjectInputFilter trusted) {
        this.content = content;
        this.trusted = trusted;
    }

    @Override
    Body body() {
        return new Body.Serialized(content);
    }

    @Override
    public void clearBody() throws JMSException {
        super.clearBody();
        content = new byte[0];
    }

    /**
     * {@inheritDoc} The message keeps the object as it is now.
     *
     * @throws MessageFormatException if the object can't be serialised
     */
    @Override
    public void setObject(@Nullable Serializable object) throws JMSException {
        requireWriteable();
        content = object == null ? new byte[0] : SerializedObject.write(object);
        trusted = null;
    }

    /**
     * {@inheritDoc} Each call makes another.
     *
     * @throws MessageFormatException if a class of a received object is not trusted or not there, or the body is no
     *     serialised object
     */
    @Override
    public @Nullable Serializable getObject() throws JMSException {
        return content.length == 0 ? null : SerializedObject.read(content, trusted);
    }

    @Override
    public <T> @Nullable T getBody(Class<T> c) throws JMSException {
        Serializable object = getObject();
        if (object != null && !c.isInstance(object)) {
            throw new MessageFormatException(
                    "the body of this ObjectMessage is a " + object.getClass().getName() + ", not a " + c.getName());
        }
        return c.cast(object);
    }

    /** {@inheritDoc} False for an object that {@link #getObject} refuses. */
    @Override
    @SuppressWarnings("rawtypes")
    public boolean isBodyAssignableTo(Class c) throws JMSException {
        try {
            Serializable object = getObject();
            return object == null || c.isInstance(object);
        } catch (MessageFormatException refused) {
            return false;
        }
    }
}
