/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.buying;

import dev.spillway.samples.order.Order;

/** How the buying service reaches shipping. Used by one request thread at a time. */
public interface ShippingGateway extends AutoCloseable {

    /** Returns when the order can be confirmed to the customer. */
    void place(Order order) throws OrderRefusedException, InterruptedException;

    @Override
    void close() throws Exception;
}
