/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.bridge;

/**
 * What became of the messages of a run.
 *
 * @param lost messages that are at neither end when the route has ended
 * @param twice messages that arrived more than once, or are at both ends then
 */
record Balance(long lost, long twice) {}
