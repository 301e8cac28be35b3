/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.buying;

import dev.spillway.samples.ledger.Refusal;
import dev.spillway.samples.order.Order;
import dev.spillway.samples.shipping.ShippingServer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls shipping and waits until the order has been shipped, for so long at most. */
public record DirectCall(ShippingServer shipping, Duration timeout) implements ShippingGateway {

    @Override
    public void place(Order order) throws OrderRefusedException, InterruptedException {
        try {
            shipping.ship(order).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            throw new OrderRefusedException(Refusal.BACKLOG_FULL, e);
        } catch (TimeoutException e) {
            throw new OrderRefusedException(Refusal.TIMED_OUT, e);
        } catch (ExecutionException e) {
            throw new OrderRefusedException(Refusal.SHIPPING_FAILED, e);
        }
    }

    @Override
    public void close() {}
}
