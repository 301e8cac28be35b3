/* SPDX-License-Identifier: Apache-2.0 */
/** What the provider tells of its work, and that by Micrometer, which is optional. Depends on nothing else here. */
@NullMarked
package dev.spillway.jms.metrics;

import org.jspecify.annotations.NullMarked;
