/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import java.io.ObjectInputFilter;

/**
 * What the sessions of a connection are set to.
 *
 * @param trustedClasses which classes the objects of received object messages may have besides values
 * @param redeliveryDelay how long messages that could not be handled are kept back
 */
public record SessionSettings(ObjectInputFilter trustedClasses, RedeliveryDelay redeliveryDelay) {}
