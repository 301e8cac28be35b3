/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message that was sent: it was stored, or it is a duplicate of one that was stored before.
 *
 * @param id the SQS MessageId of the stored message
 * @param sequence on a FIFO queue, the number by which its messages are ordered, 1 or more
 */
public record SentMessage(UUID id, @Nullable Long sequence) {}
