/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.message;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Java serialisation: of any object that is sent, and back for those whose classes are trusted. */
final class SerializedObject {

    /** No object of this size needs more. A trusted class does not lift them. */
    private static final ObjectInputFilter LIMITS =
            ObjectInputFilter.Config.createFilter("maxdepth=100;maxrefs=100000;maxarray=1048576;maxbytes=1048576");

    /**
     * Values, sequences (which call nothing of their elements when they are made; sets and maps would hash them), and
     * what other collections and enums, once they are trusted, have their own readers check.
     */
    private static final ObjectInputFilter VALUES = ObjectInputFilter.Config.createFilter(String.join(
            ";",
            "java.lang.String",
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Short",
            "java.lang.Character",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double",
            "java.lang.Number",
            "java.lang.StringBuffer",
            "java.lang.StringBuilder",
            "java.math.BigInteger",
            "java.math.BigDecimal",
            "java.util.ArrayList",
            "java.util.Date",
            "java.util.LinkedList",
            "java.util.UUID",
            "java.util.Vector",
            "java.lang.Enum",
            "java.lang.Object",
            "java.util.Map$Entry",
            "!*"));

    private SerializedObject() {}

    /** @throws MessageFormatException if the object, or one that it refers to, can't be serialised */
    static byte[] write(Serializable object) throws JMSException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (IOException | RuntimeException e) {
            throw refused("a " + object.getClass().getName() + " can't be serialised: " + e, e);
        }
        return bytes.toByteArray();
    }

    /**
     * The object.
     *
     * @param trusted which classes it may have besides values; {@code null} where it was made in this process
     * @throws MessageFormatException if a class is not trusted or not there, or the bytes are no serialised object
     */
    static @Nullable Serializable read(byte[] content, @Nullable ObjectInputFilter trusted) throws JMSException {
        Gate gate = new Gate(trusted);
        try (ObjectInputStream in = new ContextObjectInputStream(new ByteArrayInputStream(content))) {
            if (trusted != null) {
                // The process's own filter, if there is one, goes on ruling.
                in.setObjectInputFilter(ObjectInputFilter.merge(gate, in.getObjectInputFilter()));
            }
            return (Serializable) in.readObject();
        } catch (ClassNotFoundException e) {
            throw refused("the object needs a class that is not on the class path: " + e.getMessage(), e);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw refused(gate.refusal == null ? "the body can't be read as an object: " + e : gate.refusal, e);
        }
    }

    private static MessageFormatException refused(String reason, Throwable cause) {
        MessageFormatException refused = new MessageFormatException(reason);
        refused.initCause(cause);
        return refused;
    }

    /** Asks the limits, then the application, then the values; remembers what it refused. */
    private static final class Gate implements ObjectInputFilter {

        private final @Nullable ObjectInputFilter trusted;
        private @Nullable String refusal;

        Gate(@Nullable ObjectInputFilter trusted) {
            this.trusted = trusted;
        }

        @Override
        public Status checkInput(FilterInfo info) {
            if (LIMITS.checkInput(info) == Status.REJECTED) {
                refusal = "the object is deeper, larger or of more parts than a received one may be: depth "
                        + info.depth() + " of 100, " + info.references() + " references of 100000, array length "
                        + info.arrayLength() + " of 1048576, " + info.streamBytes() + " bytes of 1048576";
                return Status.REJECTED;
            }
            Status status = trusted == null ? Status.UNDECIDED : trusted.checkInput(info);
            if (status == Status.UNDECIDED) {
                status = VALUES.checkInput(info);
            }
            if (status == Status.REJECTED && refusal == null) {
                refusal = refusal(info);
            }
            return status;
        }

        private static String refusal(FilterInfo info) {
            Class<?> type = info.serialClass();
            while (type != null && type.isArray()) {
                type = type.getComponentType();
            }
            return type == null
                    ? "the object exceeds a limit in the option trustedClasses"
                    : "the object has the class " + type.getName()
                            + ", which is not trusted; the connection factory's option trustedClasses names those that"
                            + " are, such as trustedClasses=" + type.getName();
        }
    }

    /** Finds the application's classes, even where the provider's own class loader does not see them. */
    private static final class ContextObjectInputStream extends ObjectInputStream {

        ContextObjectInputStream(InputStream in) throws IOException {
            super(in);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass type) throws IOException, ClassNotFoundException {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            if (loader != null) {
                try {
                    return Class.forName(type.getName(), false, loader);
                } catch (ClassNotFoundException notThere) {
                    // the primitives, and what only the provider's loader has
                }
            }
            return super.resolveClass(type);
        }
    }
}
