/* SPDX-License-Identifier: Apache-2.0 */
/**
 * JMS providers over SQS under the same loads, at the same endpoints, in one run. Each client runs in a process of its
 * own, which tells its results by lines. Depends on the servers.
 */
@NullMarked
package dev.spillway.benchmarks.jms;

import org.jspecify.annotations.NullMarked;
