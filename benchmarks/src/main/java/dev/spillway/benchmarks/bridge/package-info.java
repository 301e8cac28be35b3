/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The bridge's route templates and stock routes of Camel, over the same broker and the same server of SQS, in one run. Each
 * route runs in a process of its own. Depends on the servers.
 */
@NullMarked
package dev.spillway.benchmarks.bridge;

import org.jspecify.annotations.NullMarked;
