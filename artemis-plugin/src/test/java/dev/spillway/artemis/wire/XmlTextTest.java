/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class XmlTextTest {

    private static String parsed(String content) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new XmlText().element("a", content).writeTo(out);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(out.toByteArray()))
                .getDocumentElement()
                .getTextContent();
    }

    @Test
    void every_character_that_SQS_admits_is_read_back_as_it_was() throws Exception {
        int[] admitted = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> c == 0x9
                        || c == 0xA
                        || c == 0xD
                        || (c >= 0x20 && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c >= 0x10000)
                .toArray();
        String all = new String(admitted, 0, admitted.length);

        assertThat(parsed(all).equals(all)).isTrue();
    }

    @Test
    void markup_and_line_ends_stay_text() throws Exception {
        String text = "<a b='c'>&amp;]]>\r\n\r<!-- \"x\" -->";

        assertThat(parsed(text)).isEqualTo(text);
    }

    @Test
    void what_XML_cannot_carry_is_replaced() throws Exception {
        assertThat(parsed("a\u0000b\u001fc\ud83dd\ude00e\uffff")).isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffde\ufffd");
    }
}
