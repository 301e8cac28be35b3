/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JMS message as a client sees it, free of any JMS implementation's types.
 *
 * @param body the body
 * @param headers the headers that travel
 * @param properties the properties by name, in the order in which they were set; a value is a Boolean, Byte, Short,
 *     Integer, Long, Float, Double, String or {@code null} (Jakarta Messaging 3.1, section 3.5.4). JMSXGroupID and the
 *     other names that the service carries by itself are left to the adapters.
 */
public record MappedMessage(Body body, Headers headers, Map<String, @Nullable Object> properties) {}
