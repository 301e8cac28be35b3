/* SPDX-License-Identifier: Apache-2.0 */
/** The names that messages are sent to. Knows nothing of connections and nothing of the service. */
@NullMarked
package dev.spillway.jms.destination;

import org.jspecify.annotations.NullMarked;
