/* SPDX-License-Identifier: Apache-2.0 */
/** The servers that are measured, each in a process of its own. Depends on the servers only. */
@NullMarked
package dev.spillway.benchmarks.server;

import org.jspecify.annotations.NullMarked;
