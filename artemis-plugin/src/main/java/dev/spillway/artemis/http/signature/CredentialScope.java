/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http.signature;

import dev.spillway.artemis.wire.WireErrors;

/**
 * Who signed, and what the signing key is good for: {@code ORDERS-2026/20260131/us-east-1/sqs/aws4_request}.
 *
 * @param date the day in UTC, for example {@code 20260131}
 */
record CredentialScope(String accessKey, String date, String region, String service) {

    static final String TERMINATOR = "aws4_request";

    private static final int PARTS = 5;

    /** @throws software.amazon.awssdk.awscore.exception.AwsServiceException IncompleteSignature */
    static CredentialScope parse(String credential) {
        String[] parts = credential.split("/", PARTS + 1);
        if (parts.length != PARTS) {
            throw WireErrors.incompleteSignature("Credential must have exactly 5 slash-delimited elements, e.g."
                    + " keyid/date/region/service/term.");
        }
        if (!parts[4].equals(TERMINATOR)) {
            throw WireErrors.signatureDoesNotMatch(
                    "Credential should be scoped with a valid terminator: '" + TERMINATOR + "'.");
        }
        return new CredentialScope(parts[0], parts[1], parts[2], parts[3]);
    }

    /** Refuses a signature that was made for another region or service. */
    void check(String ownRegion, String ownService) {
        if (!region.equals(ownRegion)) {
            throw WireErrors.signatureDoesNotMatch(
                    "Credential should be scoped to a valid region, '" + ownRegion + "'.");
        }
        if (!service.equals(ownService)) {
            throw WireErrors.signatureDoesNotMatch(
                    "Credential should be scoped to correct service: '" + ownService + "'.");
        }
    }

    /** As it stands in the string to sign. */
    String withoutKey() {
        return date + "/" + region + "/" + service + "/" + TERMINATOR;
    }
}
