/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import java.util.Map;

/**
 * A message as the service carries it.
 *
 * @param body the text, never empty
 * @param attributes the message attributes by name, at most {@link SqsMapping#MAX_ATTRIBUTES} when {@link SqsMapping}
 *     made them
 */
public record WireMessage(String body, Map<String, Attribute> attributes) {}
