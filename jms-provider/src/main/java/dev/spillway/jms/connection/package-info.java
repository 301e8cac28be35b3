/* SPDX-License-Identifier: Apache-2.0 */
/** Connections: their state, their sessions, their exception listener. Depends on {@code session} and {@code transport}. */
@NullMarked
package dev.spillway.jms.connection;

import org.jspecify.annotations.NullMarked;
