/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.bridge;

import java.util.List;

/** A kind of route, with the numbers of consumers that it is measured with. */
@SuppressWarnings("ImmutableEnumChecker") // Its lists are never changed.
enum Contestant {
    TEMPLATE("Spillway's template", "template", List.of(1, 10)),
    /** What is best of what loses nothing. */
    TUNED("stock, loss-free and tuned", "tuned", List.of(1, 10)),
    DEFAULT("stock, defaults", "default", List.of(1));

    final String title;
    final List<Integer> consumers;

    private final String file;

    Contestant(String title, String file, List<Integer> consumers) {
        this.title = title;
        this.file = file;
        this.consumers = consumers;
    }

    /** Where Camel finds its route. */
    String route(Direction direction) {
        return "classpath:dev/spillway/benchmarks/bridge/" + file + "-" + direction.id + ".camel.yaml";
    }
}
