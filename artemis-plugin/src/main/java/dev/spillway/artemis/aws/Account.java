/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.aws;

import java.util.regex.Pattern;

/**
 * The account and region that the broker's resources are named in.
 *
 * @param region an AWS region's name, for example {@code us-east-1}
 * @param id twelve digits
 */
public record Account(String region, String id) {

    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-[0-9]+");
    private static final Pattern ID = Pattern.compile("[0-9]{12}");

    /** @throws IllegalArgumentException if the region or the id is not of its form; the message says which form */
    public Account {
        if (!REGION.matcher(region).matches()) {
            throw new IllegalArgumentException(
                    "region '" + region + "' is not the name of an AWS region, such as us-east-1");
        }
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("account '" + id + "' is not twelve digits, such as 000000000000");
        }
    }

    /** The ARN of a user, {@code arn:aws:iam::account:user/name}. */
    public String userArn(String user) {
        return "arn:aws:iam::" + id + ":user/" + user;
    }

    /** The ARN of a queue, {@code arn:aws:sqs:region:account:name}. */
    public String queueArn(String queueName) {
        return "arn:aws:sqs:" + region + ":" + id + ":" + queueName;
    }
}
