/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.batch;

import jakarta.jms.JMSException;
import org.jspecify.annotations.Nullable;

/**
 * What became of one entry of a batch.
 *
 * @param value the answer; {@code null} for a failure, and for entries that are answered with nothing
 * @param failure why it failed; {@code null} for a success
 * @param retry whether to try the entry again
 */
public record Outcome<R>(@Nullable R value, @Nullable JMSException failure, boolean retry) {

    public static <R> Outcome<R> success(@Nullable R value) {
        return new Outcome<>(value, null, false);
    }

    public static <R> Outcome<R> failure(JMSException failure, boolean retry) {
        return new Outcome<>(null, failure, retry);
    }
}
