/* SPDX-License-Identifier: Apache-2.0 */
/** JMS messages: bodies, headers, properties with their conversions, and the way to and from {@code dev.spillway.mapping}. Depends on {@code destination} alone. */
@NullMarked
package dev.spillway.jms.message;

import org.jspecify.annotations.NullMarked;
