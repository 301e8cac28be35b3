/* SPDX-License-Identifier: Apache-2.0 */
/** The port through which the JMS objects reach a messaging service. {@code dev.spillway.jms.sqs} implements it; nothing here knows the AWS SDK, and implementations know nothing of sessions. */
@NullMarked
package dev.spillway.jms.transport;

import org.jspecify.annotations.NullMarked;
