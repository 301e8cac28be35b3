/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http.signature;

import java.nio.file.Path;

/** Where a mistake stands. The line itself is never cited: it may be a secret. */
record FileLine(Path file, int number) {

    IllegalArgumentException malformed(String why) {
        return new IllegalArgumentException("the credentials file '" + file + "', line " + number + ": " + why);
    }
}
