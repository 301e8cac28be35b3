/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The ports of {@code dev.spillway.artemis.store} on an Apache Artemis broker. With the plugin and the embedded broker,
 * this is all that knows Artemis; it knows nothing of AWS's services or of HTTP.
 *
 * <p>An SQS queue is a durable anycast queue of the same name. {@link dev.spillway.artemis.broker.ArtemisQueue} is its
 * face; a {@code QueueConsumer} is what Artemis delivers to while receives wait: {@code Demand} with what it has {@code HeldBack} on a standard queue,
 * {@code FifoDemand} with its {@code LookAhead} on a FIFO queue. {@code InFlight} keeps what was received and not yet
 * deleted, {@code ReceiveJournal} the receive counts that Artemis doesn't, {@code Commit} answers when the journal is on
 * disk, {@code StoredMessages} turns an SQS
 * message into a core message that JMS clients of the same queue understand, and back.
 */
@NullMarked
package dev.spillway.artemis.broker;

import org.jspecify.annotations.NullMarked;
