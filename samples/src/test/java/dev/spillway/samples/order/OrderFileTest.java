/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderFileTest {

    private static final String HEADER = "order_id,customer,item,quantity,unit_price\n";

    @TempDir
    Path folder;

    @Test
    void orders_are_read_in_the_order_of_their_lines() throws Exception {
        OrderFile file = OrderFile.read(
                file(HEADER + "A-1,Adler,Lamp,2,34.90\r\n\nA-2,\"Hart, Ltd\",\"27\"\" screen\",1,279\n"));

        assertThat(file.orders())
                .containsExactly(
                        new Order("A-1", "Adler", "Lamp", 2, new BigDecimal("34.90")),
                        new Order("A-2", "Hart, Ltd", "27\" screen", 1, new BigDecimal("279")));
    }

    @Test
    void a_byte_order_mark_before_the_header_is_skipped() throws Exception {
        assertThat(OrderFile.read(file("\uFEFF" + HEADER + "A-1,Adler,Lamp,2,34.90"))
                        .orders())
                .hasSize(1);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "A-2,Adler,Lamp,two,34.90 | quantity is 'two', it should be a whole number from 1 to 10000",
                "A-2,Adler,Lamp,0,34.90 | quantity is '0', it should be a whole number from 1 to 10000",
                "A-2,Adler,Lamp,1,34.905 | unit_price is '34.905', it should be zero or more with at most two decimals",
                "A-2,Adler,Lamp,1,-3 | unit_price is '-3', it should be zero or more with at most two decimals",
                "A-2,Adler,Lamp,1 | there are 4 columns, it should be 5: order_id,customer,item,quantity,unit_price",
                "A-2,,Lamp,1,2 | customer is '', it should be a text of 1 to 200 characters",
                "A-1,Adler,Lamp,1,2 | order_id is 'A-1' as on line 2, it should be unique in the file",
                "A-2,\"Adler,Lamp,1,2 | a quotation mark opens at column 5 and is not closed on the line",
                "A-2,\"Adler\"s,Lamp,1,2 | a comma should follow the quotation mark at column 11",
                "A-2,Ad\"ler,Lamp,1,2 | the field Ad\"ler has a quotation mark inside",
            })
    void a_malformed_line_is_refused_with_its_number_and_what_would_be_right(String row, String problem)
            throws IOException {
        Path file = file(HEADER + "A-1,Adler,Lamp,2,34.90\n\n" + row + "\n");

        assertThatThrownBy(() -> OrderFile.read(file))
                .isInstanceOf(OrderFileException.class)
                .hasMessageStartingWith(file + ": line 4: " + problem);
    }

    @Test
    void a_line_that_is_not_utf_8_is_refused_with_its_number() throws IOException {
        Path file = Files.write(
                folder.resolve("latin.csv"),
                (HEADER + "A-1,Bergström,Lamp,1,2\n").getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> OrderFile.read(file))
                .hasMessage(file + ": line 2: the text is not UTF-8, it should be");
    }

    @Test
    void another_header_is_refused_with_the_right_one() throws IOException {
        Path file = file("id,name\nA-1,Adler\n");

        assertThatThrownBy(() -> OrderFile.read(file))
                .hasMessage(file + ": line 1: the header is 'id,name', it should be "
                        + "'order_id,customer,item,quantity,unit_price'");
    }

    @Test
    void a_missing_file_a_folder_an_empty_file_and_one_without_orders_are_refused() throws IOException {
        Path missing = folder.resolve("missing.csv");
        Path empty = Files.createFile(folder.resolve("empty.csv"));
        Path headerOnly = file(HEADER);

        assertThatThrownBy(() -> OrderFile.read(missing)).hasMessage(missing + ": there is no such file");
        assertThatThrownBy(() -> OrderFile.read(folder))
                .hasMessage(folder + ": this is not a file, it should be a CSV file");
        assertThatThrownBy(() -> OrderFile.read(empty)).hasMessageStartingWith(empty + ": the file is empty");
        assertThatThrownBy(() -> OrderFile.read(headerOnly))
                .hasMessage(headerOnly + ": there is a header and no order, there should be at least one");
    }

    @Test
    void a_file_with_fewer_orders_than_are_needed_is_replayed_with_new_ids() throws Exception {
        OrderFile file = OrderFile.read(file(HEADER + "A-1,Adler,Lamp,2,34.90\nA-2,Adler,Chair,1,99\n"));

        assertThat(file.take(5)).extracting(Order::id).containsExactly("A-1", "A-2", "A-1-2", "A-2-2", "A-1-3");
    }

    @Test
    void an_order_comes_back_from_its_row_as_it_was() {
        Order order = new Order("A-1", "Hart, \"H\" & Co.", "Lamp", 2, new BigDecimal("34.90"));

        assertThat(Order.parse(order.toRow())).isEqualTo(order);
    }

    @Test
    void the_file_of_the_samples_can_be_read_and_its_replayed_ids_are_unique() throws Exception {
        List<String> ids = OrderFile.read(Path.of("orders.csv")).take(10_000).stream()
                .map(Order::id)
                .toList();

        assertThat(new HashSet<>(ids)).hasSize(10_000);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("orders.csv"), text);
    }
}
