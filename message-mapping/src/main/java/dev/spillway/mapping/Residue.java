/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a message of an SQS client loses when it is kept as the JMS message that {@link SqsMapping#decode} makes of it:
 * labels of data types, binary values, another spelling of a number or of Base64. A store that keeps the JMS message
 * keeps the residue beside it, and gives back the message as it was sent.
 *
 * <p>Nothing is lost of a message that {@link SqsMapping#encode} or amazon-sqs-java-messaging-lib made, as a rule; its
 * residue is {@code null}. That of a message without any attribute of the mapping's own is one byte, plus what its
 * attributes lose.
 */
public final class Residue {

    /** The residue holds a difference from what {@link SqsMapping#encode} makes. */
    static final byte JMS = 0;

    /** The residue holds a difference from {@link #plain}. */
    static final byte PLAIN = 1;

    private static final byte[] ONLY_PLAIN = {PLAIN};

    private Residue() {}

    /**
     * What would be lost.
     *
     * @param wire the message as an SQS client sent it
     * @param natural {@code SqsMapping.decode(wire)}
     * @return the residue, to be kept with the message; {@code null} where nothing is lost
     */
    public static byte @Nullable [] of(WireMessage wire, MappedMessage natural) {
        if (wire.attributes().isEmpty()) {
            return ONLY_PLAIN.clone();
        }
        boolean plain = wire.attributes().keySet().stream().noneMatch(AttributeNames::isOwn);
        WireMessage base = plain ? plain(natural) : SqsMapping.encode(natural);
        if (base.equals(wire)) {
            return plain ? ONLY_PLAIN.clone() : null;
        }
        ResidueWriter writer = new ResidueWriter(plain ? PLAIN : JMS);
        writer.body(base.body().equals(wire.body()) ? null : wire.body());
        base.attributes().keySet().stream()
                .filter(name -> !wire.attributes().containsKey(name))
                .sorted()
                .forEach(writer::removed);
        wire.attributes().entrySet().stream()
                .filter(entry -> !entry.getValue().equals(base.attributes().get(entry.getKey())))
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> writer.changed(
                        entry.getKey(), entry.getValue(), base.attributes().get(entry.getKey())));
        return writer.toByteArray();
    }

    /**
     * The message as it was sent.
     *
     * @param natural the JMS message, equal to the one that the residue was made for
     * @param residue what {@link #of} gave
     * @throws IllegalArgumentException if the residue is not one that {@link #of} made; the message says at which byte
     */
    public static WireMessage restore(MappedMessage natural, byte @Nullable [] residue) {
        if (residue == null) {
            return SqsMapping.encode(natural);
        }
        if (Arrays.equals(residue, ONLY_PLAIN)) {
            return plain(natural);
        }
        ResidueReader reader = new ResidueReader(residue);
        WireMessage base = reader.form() == PLAIN ? plain(natural) : SqsMapping.encode(natural);
        Map<String, Attribute> attributes = new LinkedHashMap<>(base.attributes());
        String body = reader.body(base.body());
        reader.readChanges(attributes);
        return new WireMessage(body, attributes);
    }

    /** The message that has the body's text, every property as an attribute, and nothing of JMS: headers are left out. */
    private static WireMessage plain(MappedMessage natural) {
        Body body = natural.body();
        String text = body instanceof Body.Text message
                ? Objects.requireNonNullElse(message.text(), "")
                : WireBody.of(body).text();
        if (natural.properties().isEmpty()) {
            return new WireMessage(text, Map.of());
        }
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        natural.properties()
                .forEach((name, value) -> attributes.put(
                        name,
                        value == null ? new Attribute("String", null, null) : PropertyAttributes.encode(name, value)));
        return new WireMessage(text, attributes);
    }

    /** The bytes that the text of an attribute stands for; {@code null} where it is not Base64. */
    static byte @Nullable [] base64(@Nullable Attribute attribute) {
        String text = attribute == null ? null : attribute.stringValue();
        try {
            return text == null ? null : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
