/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

/** The mapping by itself, without an adapter: the cases of the table have no excuse here. */
class SqsMappingTest implements MappingContract, ExactFormContract {

    @Override
    public MappedMessage roundTrip(MappedMessage message) {
        return SqsMapping.decode(SqsMapping.encode(message));
    }

    @Override
    public WireMessage roundTrip(WireMessage message) {
        MappedMessage natural = SqsMapping.decode(message);
        return Residue.restore(natural, Residue.of(message, natural));
    }
}
