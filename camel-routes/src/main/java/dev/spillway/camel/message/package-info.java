/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The mapping's adapter for the messages of any Jakarta Messaging provider, by the API alone.
 * {@link dev.spillway.camel.message.JmsMessages} reads what travels of a message and writes it as a message of a session.
 *
 * <p>What comes in from outside is checked here: names that Camel would take for its own
 * ({@link dev.spillway.camel.message.ForeignNames}), and the classes of objects
 * ({@link dev.spillway.camel.message.TrustedObjects}). The package knows neither Camel nor AWS and depends on
 * {@code message-mapping} only.
 */
@NullMarked
package dev.spillway.camel.message;

import org.jspecify.annotations.NullMarked;
