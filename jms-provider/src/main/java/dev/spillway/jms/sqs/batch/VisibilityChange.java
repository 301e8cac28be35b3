/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.batch;

/**
 * How long a message that is in flight stays hidden from now on.
 *
 * @param receiptHandle the receive
 * @param seconds 0 to 43,200; 0 makes the message visible at once
 */
public record VisibilityChange(String receiptHandle, int seconds) {}
