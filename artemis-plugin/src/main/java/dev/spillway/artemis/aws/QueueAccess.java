/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.aws;

/** What is done to a queue, as far as permissions tell it apart. */
public enum QueueAccess {
    SEND,
    CONSUME,
    CREATE,
    DELETE,

    /** To change its settings, or to drop its messages. */
    MANAGE,

    /** To learn that it is there, and its settings and figures. */
    SEE
}
