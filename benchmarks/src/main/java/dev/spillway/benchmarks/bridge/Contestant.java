/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.bridge;

import java.util.List;

/** A kind of route, with the numbers of consumers that it is measured with. */
@SuppressWarnings("ImmutableEnumChecker") // Its lists are never changed.
enum Contestant {
    /** Nothing is prefetched, as its README has it. */
    TEMPLATE("Spillway's template", "template", "?consumerWindowSize=0", List.of(1, 10)),
    /** What is best of what loses nothing. */
    TUNED("stock, loss-free and tuned", "tuned", "", List.of(1, 10)),
    DEFAULT("stock, defaults", "default", "", List.of(1));

    final String title;
    final List<Integer> consumers;
    /** What its connections to the broker have behind the URL. */
    final String connection;

    private final String file;

    Contestant(String title, String file, String connection, List<Integer> consumers) {
        this.title = title;
        this.file = file;
        this.connection = connection;
        this.consumers = consumers;
    }

    /** Where Camel finds its route. */
    String route(Direction direction) {
        return "classpath:dev/spillway/benchmarks/bridge/" + file + "-" + direction.id + ".camel.yaml";
    }
}
