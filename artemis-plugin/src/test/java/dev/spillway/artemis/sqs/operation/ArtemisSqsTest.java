/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

class ArtemisSqsTest {

    @Test
    void every_operation_of_the_SDK_is_served() {
        List<Method> operations = Arrays.stream(SqsAsyncClient.class.getMethods())
                .filter(method -> method.getReturnType() == CompletableFuture.class)
                .filter(method -> method.getParameterCount() == 1)
                .filter(method -> SqsRequest.class.isAssignableFrom(method.getParameterTypes()[0]))
                .toList();

        assertThat(operations)
                .hasSizeGreaterThanOrEqualTo(23)
                .allSatisfy(operation -> assertThat(ArtemisSqs.class
                                .getMethod(operation.getName(), operation.getParameterTypes())
                                .getDeclaringClass())
                        .as(operation.getName())
                        .isEqualTo(ArtemisSqs.class));
    }
}
