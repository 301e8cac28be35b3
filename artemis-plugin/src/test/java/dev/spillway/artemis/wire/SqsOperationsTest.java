/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

class SqsOperationsTest {

    @Test
    void the_table_has_every_operation_of_the_SDK_client_once() {
        var operations = Arrays.stream(SqsAsyncClient.class.getMethods())
                .filter(method -> method.getReturnType() == CompletableFuture.class)
                .map(method -> Character.toUpperCase(method.getName().charAt(0))
                        + method.getName().substring(1))
                .collect(Collectors.toSet());

        assertThat(SqsOperations.ALL).extracting(Operation::name).containsExactlyInAnyOrderElementsOf(operations);
    }
}
