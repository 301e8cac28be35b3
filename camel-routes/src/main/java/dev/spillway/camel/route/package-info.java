/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What every source and every target of batches is to Camel: an endpoint with workers and probes, a consumer that runs the
 * workers, a producer that tells outages. A source or a target of another service extends these. Knows Camel,
 * {@code batch} and {@code outage}; neither JMS nor AWS.
 */
@NullMarked
package dev.spillway.camel.route;

import org.jspecify.annotations.NullMarked;
