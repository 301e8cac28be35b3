/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.order;

import java.math.BigDecimal;
import java.util.List;

/**
 * One order, as a row of the orders file and as the body of a message.
 *
 * @param id unique within a run; at most {@value #MAX_TEXT} characters, as the other texts
 * @param customer who orders
 * @param item what is ordered
 * @param quantity from 1 to {@value #MAX_QUANTITY}
 * @param unitPrice zero or more, at most two decimals
 */
public record Order(String id, String customer, String item, int quantity, BigDecimal unitPrice) {

    /** The columns of a row, in this order. */
    public static final List<String> COLUMNS = List.of("order_id", "customer", "item", "quantity", "unit_price");

    static final int MAX_QUANTITY = 10_000;
    static final int MAX_TEXT = 200;

    /** @throws IllegalArgumentException naming the column that is wrong and what would be right */
    public Order {
        requireText("order_id", id);
        requireText("customer", customer);
        requireText("item", item);
        if (quantity < 1 || quantity > MAX_QUANTITY) {
            throw wrong("quantity", Integer.toString(quantity), "a whole number from 1 to " + MAX_QUANTITY);
        }
        if (unitPrice.signum() < 0 || unitPrice.scale() > 2) {
            throw wrong(
                    "unit_price", unitPrice.toPlainString(), "zero or more with at most two decimals, such as 12.50");
        }
    }

    /**
     * Reads one row.
     *
     * @throws IllegalArgumentException naming the column that is wrong and what would be right
     */
    public static Order parse(String row) {
        List<String> fields = CsvRow.parse(row);
        if (fields.size() != COLUMNS.size()) {
            throw new IllegalArgumentException("there are " + fields.size() + " columns, it should be " + COLUMNS.size()
                    + ": " + String.join(",", COLUMNS));
        }
        return new Order(
                fields.get(0), fields.get(1), fields.get(2), quantity(fields.get(3)), unitPrice(fields.get(4)));
    }

    /** This order as one row, which {@link #parse} reads back. */
    public String toRow() {
        return CsvRow.format(List.of(id, customer, item, Integer.toString(quantity), unitPrice.toPlainString()));
    }

    /** The same order placed again: its id ends in the round, the rest is equal. */
    Order repeated(int round) {
        return new Order(id + "-" + round, customer, item, quantity, unitPrice);
    }

    private static void requireText(String column, String value) {
        if (value.isBlank() || value.length() > MAX_TEXT) {
            throw wrong(
                    column,
                    value.isBlank() ? value : value.substring(0, 20) + "...",
                    "a text of 1 to " + MAX_TEXT + " characters");
        }
    }

    private static int quantity(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw wrong("quantity", value, "a whole number from 1 to " + MAX_QUANTITY);
        }
    }

    private static BigDecimal unitPrice(String value) {
        if (!value.matches("\\d{1,9}(\\.\\d{1,2})?")) {
            throw wrong("unit_price", value, "zero or more with at most two decimals, such as 12.50");
        }
        return new BigDecimal(value);
    }

    private static IllegalArgumentException wrong(String column, String value, String right) {
        return new IllegalArgumentException(column + " is '" + value + "', it should be " + right);
    }
}
