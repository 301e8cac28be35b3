/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.bridge;

/** Which way messages go. */
enum Direction {
    JMS_TO_SQS("JMS to SQS", "jms-to-sqs"),
    SQS_TO_JMS("SQS to JMS", "sqs-to-jms");

    final String title;
    /** As the template is called, and the files of the routes end. */
    final String id;

    Direction(String title, String id) {
        this.title = title;
        this.id = id;
    }
}
