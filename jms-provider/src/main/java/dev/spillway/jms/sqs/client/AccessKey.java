/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.client;

/**
 * AWS credentials.
 *
 * @param id the access key id
 * @param secret the secret access key; never printed
 */
public record AccessKey(String id, String secret) {

    @Override
    public String toString() {
        return "AccessKey[" + id + "]";
    }
}
