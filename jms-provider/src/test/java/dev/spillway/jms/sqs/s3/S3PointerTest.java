/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.mapping.S3Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.payloadoffloading.PayloadS3Pointer;

/** The text that stands for a payload, against the library that amazon-sqs-java-extended-client writes it with. */
class S3PointerTest {

    @Test
    void amazons_library_reads_what_is_written_here() {
        PayloadS3Pointer read = PayloadS3Pointer.fromJson(new S3Pointer("payloads", "a-1").toBody());

        assertThat(read.getS3BucketName()).isEqualTo("payloads");
        assertThat(read.getS3Key()).isEqualTo("a-1");
    }

    @Test
    void it_is_the_text_that_amazons_library_writes() {
        assertThat(new S3Pointer("payloads", "a-1").toBody())
                .isEqualTo(new PayloadS3Pointer("payloads", "a-1").toJson());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-1", "folder/key", "with \"quotes\" and \\", "größe"})
    void what_amazons_library_writes_is_read_here(String key) {
        assertThat(S3Pointer.parse(new PayloadS3Pointer("payloads", key).toJson()))
                .isEqualTo(new S3Pointer("payloads", key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"com.amazon.sqs.javamessaging.MessageS3Pointer\",{\"s3BucketName\":\"b\",\"s3Key\":\"k\"}]",
                " [ \"software.amazon.payloadoffloading.PayloadS3Pointer\" , { \"s3Key\" : \"k\",\n\"s3BucketName\":\"b\" } ] ",
            })
    void older_and_looser_forms_are_read(String text) {
        assertThat(S3Pointer.parse(text)).isEqualTo(new S3Pointer("b", "k"));
    }

    @Test
    void a_long_text_is_read_without_recursion() {
        String key = "\"".repeat(4_000);

        assertThat(S3Pointer.parse(new PayloadS3Pointer("payloads", key).toJson()))
                .isEqualTo(new S3Pointer("payloads", key));
        assertThat(S3Pointer.parse("[\"" + "x".repeat(1_000_000))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[\"com.example.Other\",{\"s3BucketName\":\"b\",\"s3Key\":\"k\"}]",
                "[\"software.amazon.payloadoffloading.PayloadS3Pointer\",{\"s3Key\":\"k\",\"s3Key\":\"l\"}]",
                "[\"software.amazon.payloadoffloading.PayloadS3Pointer\",{\"s3BucketName\":\"b\",\"s3Key\":\"k\"}] and more",
            })
    void anything_else_is_no_pointer(String text) {
        assertThat(S3Pointer.parse(text)).isNull();
    }
}
