/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

/** Session modes beyond those of Jakarta Messaging, to be passed where a session or a context is created. */
public final class SessionModes {

    /**
     * {@code Message.acknowledge()} acknowledges the messages that it is called on, in any order, and no other; the mode of
     * amazon-sqs-java-messaging-lib.
     */
    public static final int UNORDERED_ACKNOWLEDGE = 100;

    /** As {@link #UNORDERED_ACKNOWLEDGE}, under the number that Qpid JMS and Artemis have for it. */
    public static final int INDIVIDUAL_ACKNOWLEDGE = 101;

    private SessionModes() {}
}
