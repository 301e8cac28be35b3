/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a store keeps: a message of an SQS client comes back attribute by attribute as it was sent, though the store holds
 * it as a JMS client sees it. A test class implements {@link #roundTrip} and inherits the tests.
 */
public interface ExactFormContract {

    /** Stores a message as an SQS client sent it, and reads it as an SQS client receives it. */
    WireMessage roundTrip(WireMessage message) throws Exception;

    /**
     * Whether the store keeps this one at all. Overridden where it does not, as a broker drops what has expired; the tests
     * of these are reported as skipped.
     */
    default boolean canHold(WireMessage message) {
        return true;
    }

    @ParameterizedTest
    @MethodSource("dev.spillway.mapping.MappingCases#wireMessages")
    default void a_foreign_message_comes_back_exactly(WireMessage wire) throws Exception {
        assumeTrue(canHold(wire));

        assertThat(roundTrip(wire)).isEqualTo(wire);
    }

    @ParameterizedTest
    @MethodSource("dev.spillway.mapping.MappingCases#messages")
    default void a_message_of_a_jms_client_comes_back_exactly(MappedMessage message) throws Exception {
        WireMessage wire = SqsMapping.encode(message);

        assumeTrue(canHold(wire));

        assertThat(roundTrip(wire)).isEqualTo(wire);
    }
}
