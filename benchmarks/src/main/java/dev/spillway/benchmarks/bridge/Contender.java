/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.bridge;

/**
 * A route that is measured.
 *
 * @param kind which
 * @param consumers with how many
 */
record Contender(Contestant kind, int consumers) {

    String title() {
        return kind.title + ", " + consumers + (consumers == 1 ? " consumer" : " consumers");
    }
}
