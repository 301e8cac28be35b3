/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.spike;

import dev.spillway.samples.buying.ShippingGateway;

/** How the buying service and shipping are connected in a run: the only difference between the runs. */
interface Wiring extends AutoCloseable {

    /** A way to shipping for one request thread. */
    ShippingGateway connect() throws Exception;

    /** Orders that wait at shipping or are in work. */
    long depth();

    /** Stops shipping. */
    @Override
    void close() throws Exception;
}
