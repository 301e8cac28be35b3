/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http.signature;

import dev.spillway.artemis.wire.WireErrors;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** When a request was signed, and for how long that holds. */
final class SigningTime {

    private static final DateTimeFormatter ISO_BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final Duration SKEW = Duration.ofMinutes(15);
    private static final long LONGEST_SECONDS = 604_800;

    private SigningTime() {}

    /** As it stands in the string to sign, for example {@code 20260131T235959Z}, once it is known to hold. */
    static String check(Authorization authorization, Instant now) {
        String given = authorization.date();
        if (given == null) {
            throw WireErrors.incompleteSignature(
                    "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        }
        Instant signed = parse(given);
        String iso = ISO_BASIC.format(signed);
        if (!iso.startsWith(authorization.scope().date() + "T")) {
            throw WireErrors.signatureDoesNotMatch(
                    "Date in Credential scope does not match YYYYMMDD from ISO-8601 version" + " of date from HTTP: '"
                            + iso.substring(0, 8) + "', from '" + iso + "'.");
        }
        if (signed.isAfter(now.plus(SKEW))) {
            throw WireErrors.signatureDoesNotMatch("Signature not yet current: " + iso + " is still later than "
                    + ISO_BASIC.format(now.plus(SKEW)) + " (" + ISO_BASIC.format(now) + " + 15 min.)");
        }
        String expires = authorization.expires();
        if (expires != null) {
            if (now.isAfter(signed.plusSeconds(seconds(expires)))) {
                throw WireErrors.requestExpired();
            }
        } else if (signed.isBefore(now.minus(SKEW))) {
            throw WireErrors.signatureDoesNotMatch("Signature expired: " + iso + " is now earlier than "
                    + ISO_BASIC.format(now.minus(SKEW)) + " (" + ISO_BASIC.format(now) + " - 15 min.)");
        }
        return iso;
    }

    private static Instant parse(String date) {
        try {
            return ISO_BASIC.parse(date, Instant::from);
        } catch (DateTimeParseException e) {
            // Falls to the form of HTTP's own header.
        }
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
        } catch (DateTimeParseException e) {
            throw WireErrors.incompleteSignature("Date must be in ISO-8601 'basic format', like 20260131T235959Z.");
        }
    }

    private static long seconds(String expires) {
        long seconds = expires.matches("[0-9]{1,6}") ? Long.parseLong(expires) : 0;
        if (seconds < 1 || seconds > LONGEST_SECONDS) {
            throw WireErrors.incompleteSignature(
                    "X-Amz-Expires has to be a number of seconds, from 1 to " + LONGEST_SECONDS + ".");
        }
        return seconds;
    }
}
