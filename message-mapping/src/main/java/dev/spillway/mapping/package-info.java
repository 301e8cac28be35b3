/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The one mapping between a JMS message and what travels on SQS, SNS and Kinesis.
 *
 * <p>A {@link dev.spillway.mapping.MappedMessage} says what a JMS client sees (body, headers, properties); a
 * {@link dev.spillway.mapping.WireMessage} says what the service carries (a text and at most ten attributes).
 * {@link dev.spillway.mapping.SqsMapping} goes from one to the other without loss; {@link dev.spillway.mapping.Residue} is
 * what a store keeps beside the JMS form of a foreign message to give it back as it was sent. Adapters for
 * JMS messages, Artemis core messages and Camel exchanges stand in the products; each runs the contract that this
 * module's test jar brings.
 *
 * <p>The names on the wire are those of amazon-sqs-java-messaging-lib, so that the two ends of a queue can be migrated
 * one at a time. This package uses nothing but the JDK.
 */
@NullMarked
package dev.spillway.mapping;

import org.jspecify.annotations.NullMarked;
