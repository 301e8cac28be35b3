/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import org.jspecify.annotations.Nullable;

/**
 * An SQS or SNS message attribute: a data type ({@code String}, {@code Number}, {@code Binary}, each with an optional
 * custom label such as {@code Number.int}) and the value that this type has.
 *
 * @param dataType the data type, with its label
 * @param stringValue the value of a String or Number; {@code null} for a Binary
 * @param binaryValue the value of a Binary; {@code null} otherwise. Not copied.
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">Amazon
 *     SQS message metadata</a>
 */
public record Attribute(String dataType, @Nullable String stringValue, byte @Nullable [] binaryValue) {}
