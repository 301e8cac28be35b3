/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every message, whatever is in it. */
class RoundTripTest {

    @Provide
    Arbitrary<MappedMessage> mapped() {
        return Messages.mapped();
    }

    @Provide
    Arbitrary<WireMessage> wire() {
        return Messages.wire();
    }

    @Property
    void a_jms_message_comes_back_as_it_was(@ForAll("mapped") MappedMessage message) {
        assertThat(SqsMapping.decode(SqsMapping.encode(message))).isEqualTo(message);
    }

    @Property
    void encoding_again_after_a_journey_gives_the_same(@ForAll("mapped") MappedMessage message) {
        WireMessage wire = SqsMapping.encode(message);

        assertThat(SqsMapping.encode(SqsMapping.decode(wire))).isEqualTo(wire);
    }

    @Property
    void sqs_takes_what_is_encoded(@ForAll("mapped") MappedMessage message) {
        WireMessage wire = SqsMapping.encode(message);

        assertThat(wire.body()).isNotEmpty().matches(SqsText::isAllowed, "only characters that SQS takes");
        assertThat(wire.attributes()).hasSizeLessThanOrEqualTo(SqsMapping.MAX_ATTRIBUTES);
        wire.attributes().forEach((name, attribute) -> {
            assertThat(name).matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*").doesNotMatch("(?i)(AWS|Amazon)\\..*");
            assertThat(attribute.stringValue())
                    .isNotEmpty()
                    .matches(SqsText::isAllowed, "only characters that SQS takes");
            if (attribute.dataType().startsWith("Number")) {
                BigDecimal number = new BigDecimal(attribute.stringValue());
                assertThat(number.precision()).isLessThanOrEqualTo(38);
                assertThat(number.abs()).isLessThanOrEqualTo(new BigDecimal("1e126"));
                assertThat(number.signum() == 0 || number.abs().compareTo(new BigDecimal("1e-128")) >= 0)
                        .isTrue();
            }
        });
    }

    @Property
    void any_message_of_an_sqs_client_comes_back_exactly(@ForAll("wire") WireMessage wire) {
        MappedMessage natural = SqsMapping.decode(wire);

        assertThat(Residue.restore(natural, Residue.of(wire, natural))).isEqualTo(wire);
    }

    @Property
    void what_a_client_sees_of_a_foreign_message_can_be_sent_on(@ForAll("wire") WireMessage wire) {
        MappedMessage natural = SqsMapping.decode(wire);

        assertThat(SqsMapping.decode(SqsMapping.encode(natural))).isEqualTo(natural);
    }

    @Property
    void a_residue_is_the_same_for_equal_messages(@ForAll("wire") WireMessage wire) {
        assertThat(Residue.of(wire, SqsMapping.decode(wire))).isEqualTo(Residue.of(wire, SqsMapping.decode(wire)));
    }
}
