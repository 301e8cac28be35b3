/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import dev.spillway.camel.bridge.config.BrokerConfig;
import dev.spillway.diagnostic.Nearest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The properties of an object: its public setters of texts, numbers and truth values. */
final class Setters {

    private final Object target;
    private final Map<String, List<Method>> setters = new TreeMap<>();

    Setters(Object target) {
        this.target = target;
        Arrays.stream(target.getClass().getMethods())
                .filter(method -> method.getName().matches("set[A-Z].*") && method.getParameterCount() == 1)
                .filter(method -> isSimple(method.getParameterTypes()[0]))
                .forEach(method -> setters.computeIfAbsent(name(method), name -> new ArrayList<>())
                        .add(method));
    }

    /** @throws dev.spillway.camel.bridge.config.ConfigException if there is no such property, or it takes no such value */
    void set(BrokerConfig broker) {
        broker.properties().forEach((name, text) -> {
            List<Method> known = setters.get(name);
            if (known == null) {
                throw ConnectionFactories.error(
                        broker,
                        target.getClass().getName() + " has no property " + name
                                + (setters.isEmpty()
                                        ? ""
                                        : "; did you mean " + Nearest.to(name, setters.keySet()) + "?"));
            }
            for (Method setter : known) {
                Object value = value(setter.getParameterTypes()[0], text);
                if (value != null) {
                    call(broker, setter, value);
                    return;
                }
            }
            throw ConnectionFactories.error(
                    broker,
                    "the property " + name + " takes a "
                            + known.get(0).getParameterTypes()[0].getSimpleName());
        });
    }

    private void call(BrokerConfig broker, Method setter, Object value) {
        try {
            setter.invoke(target, value);
        } catch (InvocationTargetException e) {
            throw ConnectionFactories.error(broker, "the property " + name(setter) + ": " + e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a public method", e);
        }
    }

    private static String name(Method setter) {
        String name = setter.getName();
        return name.substring(3, 4).toLowerCase(java.util.Locale.ROOT) + name.substring(4);
    }

    private static boolean isSimple(Class<?> type) {
        return type == String.class || type == int.class || type == long.class || type == boolean.class;
    }

    /** {@code null} if the text is no such value. */
    private static @Nullable Object value(Class<?> type, String text) {
        try {
            if (type == int.class) {
                return Integer.valueOf(text);
            } else if (type == long.class) {
                return Long.valueOf(text);
            }
        } catch (NumberFormatException notANumber) {
            return null;
        }
        if (type == boolean.class) {
            return text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
        }
        return text;
    }
}
