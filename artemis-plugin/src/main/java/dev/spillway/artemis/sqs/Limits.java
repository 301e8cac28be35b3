/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import org.jspecify.annotations.Nullable;

/** Whole numbers in a request, refused where they are out of AWS's range. Times are in seconds. */
public final class Limits {

    private static final int MAX_VISIBILITY_TIMEOUT = 43_200;

    private Limits() {}

    public static int delaySeconds(@Nullable Integer value, int otherwise) {
        return within(value, otherwise, 0, 900, "DelaySeconds", "DelaySeconds must be >= 0 and <= 900.");
    }

    public static int maxNumberOfMessages(@Nullable Integer value) {
        return within(value, 1, 1, 10, "MaxNumberOfMessages", "Must be between 1 and 10, if provided.");
    }

    public static int waitTimeSeconds(@Nullable Integer value, int otherwise) {
        return within(value, otherwise, 0, 20, "WaitTimeSeconds", "Must be >= 0 and <= 20, if provided.");
    }

    public static int visibilityTimeout(@Nullable Integer value, int otherwise) {
        return within(
                value,
                otherwise,
                0,
                MAX_VISIBILITY_TIMEOUT,
                "VisibilityTimeout",
                "Must be between 0 and 43200, if provided.");
    }

    /** The time that ChangeMessageVisibility asks for, which counts from the receive. */
    public static int visibilityTimeoutSince(@Nullable Integer value, long receivedAt, long now) {
        if (value == null) {
            throw SqsErrors.missingParameter("VisibilityTimeout");
        }
        int seconds = visibilityTimeout(value, 0);
        if ((now - receivedAt) / 1_000 + seconds > MAX_VISIBILITY_TIMEOUT) {
            throw SqsErrors.invalidParameter(
                    value,
                    "VisibilityTimeout",
                    "Total VisibilityTimeout for the message is beyond the limit [43200 seconds].");
        }
        return seconds;
    }

    public static int maxResults(@Nullable Integer value) {
        return within(value, 1_000, 1, 1_000, "MaxResults", "MaxResults must be an integer between 1 and 1000.");
    }

    /** How many messages a move task moves in a second at most; {@code null} for as many as it can. */
    public static @Nullable Integer maxNumberOfMessagesPerSecond(@Nullable Integer value) {
        if (value != null && (value < 1 || value > 500)) {
            throw SqsErrors.invalidParameter("Value for parameter MaxNumberOfMessagesPerSecond is invalid."
                    + " Reason: You must enter a number that's between 1 and 500.");
        }
        return value;
    }

    /** How many move tasks are listed. */
    public static int maxMoveTasks(@Nullable Integer value) {
        return within(value, 1, 1, 10, "MaxResults", "MaxResults must be an integer between 1 and 10.");
    }

    private static int within(
            @Nullable Integer value, int otherwise, int min, int max, String parameter, String reason) {
        if (value == null) {
            return otherwise;
        }
        if (value < min || value > max) {
            throw SqsErrors.invalidParameter(value, parameter, reason);
        }
        return value;
    }
}
