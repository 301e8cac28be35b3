/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

/**
 * What a look at a route's source found.
 *
 * @param messages that wait there, not those that somebody has received
 * @param more whether counting was given up before the end
 * @param oldestAgeMillis how long ago the oldest that was seen was sent; 0 where none was, or that is not told
 */
record SourceSample(long messages, boolean more, long oldestAgeMillis) {}
