/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;

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

    @Test
    void an_operation_that_the_client_does_not_override_is_not_served_yet() {
        assertThatThrownBy(() -> listQueueTags().call(new Unserved(), ListQueueTagsRequest.builder()))
                .isInstanceOfSatisfying(AwsServiceException.class, e -> {
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnsupportedOperation");
                    assertThat(e.awsErrorDetails().errorMessage())
                            .isEqualTo("Spillway does not serve ListQueueTags yet");
                });
    }

    @Test
    void an_operation_that_fails_of_itself_is_not_taken_for_one_that_is_not_served() {
        UnsupportedOperationException fault = new UnsupportedOperationException();
        SqsAsyncClient faulty = new Unserved() {
            @Override
            public CompletableFuture<ListQueueTagsResponse> listQueueTags(ListQueueTagsRequest request) {
                throw fault;
            }
        };

        assertThatThrownBy(() -> listQueueTags().call(faulty, ListQueueTagsRequest.builder()))
                .isSameAs(fault);
    }

    private static Operation<SqsAsyncClient> listQueueTags() {
        return SqsOperations.ALL.stream()
                .filter(operation -> operation.name().equals("ListQueueTags"))
                .findFirst()
                .orElseThrow();
    }

    private static class Unserved implements SqsAsyncClient {
        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    }
}
