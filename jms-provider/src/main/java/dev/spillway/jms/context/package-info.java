/* SPDX-License-Identifier: Apache-2.0 */
/** The simplified API ({@code JMSContext}, {@code JMSProducer}, {@code JMSConsumer}) over connections and sessions. */
@NullMarked
package dev.spillway.jms.context;

import org.jspecify.annotations.NullMarked;
