/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.json;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A message, or a part of it, is not what its sender sent. */
public final class ChecksumMismatch extends IOException {

    private static final long serialVersionUID = 1;

    ChecksumMismatch(String what, String ours, @Nullable String theirs) {
        super(what + " did not come through unchanged: its MD5 digest is " + ours + " here, and SQS "
                + (theirs == null ? "gave none" : "has " + theirs));
    }
}
