/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an adapter keeps: every message of {@link MappingCases} comes back from its own kind of message as it was. A test
 * class implements {@link #roundTrip} and inherits the tests.
 */
public interface MappingContract {

    /** Makes the adapter's kind of message of a mapped one, and a mapped one of that again. */
    MappedMessage roundTrip(MappedMessage message) throws Exception;

    /**
     * Whether the adapter's kind of message can hold this one. Overridden where its specification refuses some, such as
     * a property whose name is not an identifier; the tests of these are reported as skipped.
     */
    default boolean canHold(MappedMessage message) {
        return true;
    }

    @ParameterizedTest
    @MethodSource("dev.spillway.mapping.MappingCases#messages")
    default void a_message_comes_back_from_the_adapter_as_it_was(MappedMessage message) throws Exception {
        assumeTrue(canHold(message));

        assertThat(roundTrip(message)).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("dev.spillway.mapping.MappingCases#messages")
    default void a_message_that_travelled_from_adapter_to_adapter_is_as_it_was(MappedMessage message) throws Exception {
        assumeTrue(canHold(message));

        WireMessage wire = SqsMapping.encode(roundTrip(message));

        assertThat(roundTrip(SqsMapping.decode(wire))).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("dev.spillway.mapping.MappingCases#wireMessages")
    default void what_a_client_sees_of_a_foreign_message_comes_back_from_the_adapter(WireMessage wire)
            throws Exception {
        MappedMessage message = SqsMapping.decode(wire);
        assumeTrue(canHold(message));

        assertThat(roundTrip(message)).isEqualTo(message);
    }
}
