/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.order;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Orders read from a CSV file in UTF-8: a header with {@link Order#COLUMNS}, then one order a line. Empty lines are skipped.
 */
public record OrderFile(Path path, List<Order> orders) {

    private static final String HEADER = String.join(",", Order.COLUMNS);

    public OrderFile {
        orders = List.copyOf(orders);
    }

    /** @throws OrderFileException if the file is missing, holds no order, or any line of it is malformed */
    public static OrderFile read(Path file) throws OrderFileException {
        List<String> lines = lines(file);
        String header = lines.isEmpty() ? "" : lines.get(0);
        if (!header.equals(HEADER)) {
            throw OrderFileException.at(file, 1, "the header is '" + header + "', it should be '" + HEADER + "'");
        }
        List<Order> orders = new ArrayList<>();
        Map<String, Integer> lineOfId = new HashMap<>();
        for (int line = 2; line <= lines.size(); line++) {
            String row = lines.get(line - 1);
            if (row.isBlank()) {
                continue;
            }
            Order order = parse(file, line, row);
            Integer earlier = lineOfId.putIfAbsent(order.id(), line);
            if (earlier != null) {
                throw OrderFileException.at(
                        file,
                        line,
                        "order_id is '" + order.id() + "' as on line " + earlier + ", it should be unique in the file");
            }
            orders.add(order);
        }
        if (orders.isEmpty()) {
            throw OrderFileException.of(file, "there is a header and no order, there should be at least one");
        }
        return new OrderFile(file, orders);
    }

    /**
     * So many orders: the file's, from the first on. Past its end it is replayed, and the round, from 2 on, ends the ids:
     * {@code A-17} is {@code A-17-2} in the second round.
     */
    public List<Order> take(int count) {
        List<Order> taken = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Order order = orders.get(i % orders.size());
            int round = i / orders.size() + 1;
            taken.add(round == 1 ? order : order.repeated(round));
        }
        return taken;
    }

    private static Order parse(Path file, int line, String row) throws OrderFileException {
        try {
            return Order.parse(row);
        } catch (IllegalArgumentException e) {
            throw OrderFileException.at(file, line, String.valueOf(e.getMessage()));
        }
    }

    /** Decoded line by line, so that a byte that is not UTF-8 is refused with its line. */
    private static List<String> lines(Path file) throws OrderFileException {
        byte[] bytes = bytes(file);
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < bytes.length; ) {
            int end = from;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            int length = end > from && bytes[end - 1] == '\r' ? end - 1 - from : end - from;
            try {
                lines.add(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes, from, length))
                        .toString());
            } catch (CharacterCodingException e) {
                throw OrderFileException.at(file, lines.size() + 1, "the text is not UTF-8, it should be");
            }
            from = end + 1;
        }
        if (!lines.isEmpty() && lines.get(0).startsWith("\uFEFF")) {
            lines.set(0, lines.get(0).substring(1));
        }
        return lines;
    }

    private static byte[] bytes(Path file) throws OrderFileException {
        if (!Files.isRegularFile(file)) {
            throw OrderFileException.of(
                    file, Files.exists(file) ? "this is not a file, it should be a CSV file" : "there is no such file");
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length == 0) {
                throw OrderFileException.of(file, "the file is empty, its first line should be '" + HEADER + "'");
            }
            return bytes;
        } catch (IOException e) {
            throw OrderFileException.of(file, "the file can't be read: " + e.getMessage());
        }
    }
}
