/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.message;

import dev.spillway.mapping.Body;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.TextMessage;
import org.jspecify.annotations.Nullable;

/** A text; {@code null} until it is set. */
public final class SpillwayTextMessage extends SpillwayMessage implements TextMessage {

    private @Nullable String text;

    public SpillwayTextMessage(@Nullable String text) {
        this.text = text;
    }

    @Override
    Body body() {
        return new Body.Text(text);
    }

    @Override
    public void setText(@Nullable String text) throws JMSException {
        requireWriteable();
        this.text = text;
    }

    @Override
    public @Nullable String getText() {
        return text;
    }

    @Override
    public void clearBody() throws JMSException {
        super.clearBody();
        text = null;
    }

    @Override
    public <T> @Nullable T getBody(Class<T> c) throws JMSException {
        if (!isBodyAssignableTo(c)) {
            throw new MessageFormatException("the body of a TextMessage is a String, not a " + c.getName());
        }
        return c.cast(text);
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public boolean isBodyAssignableTo(Class c) {
        return text == null || c.isAssignableFrom(String.class);
    }
}
