/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import java.util.regex.Pattern;

/** The form of the ids that callers choose for groups, duplicates and attempts. */
final class PrintableId {

    private static final Pattern FORM = Pattern.compile("[\\p{Alnum}\\p{Punct}]{1,128}");

    private PrintableId() {}

    /** Refuses an id that is not of 1 to 128 printable ASCII characters without a blank. */
    static void check(String id, String parameter) {
        if (!FORM.matcher(id).matches()) {
            throw SqsErrors.invalidParameter(
                    id,
                    parameter,
                    parameter + " can only include alphanumeric and punctuation characters. 1 to 128 in length.");
        }
    }
}
