/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.SqsErrors;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * One operation of the service. It may refuse a request by throwing; {@link #answer} makes that a failed future, as a
 * client of the SDK does.
 */
@FunctionalInterface
interface Operation<Q, A> {

    CompletableFuture<A> call(Q request, Caller caller);

    /** Calls the operation; every failure comes by the future, as an exception of the SDK. */
    default CompletableFuture<A> answer(Q request, Caller caller) {
        try {
            return call(request, caller);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(asSqsException(e));
        }
    }

    /** The answer that is made of what the store returns. Its failures are never wrapped in a CompletionException. */
    static <S, A> CompletableFuture<A> reply(CompletableFuture<S> stored, Function<S, A> answer) {
        CompletableFuture<A> reply = new CompletableFuture<>();
        stored.whenComplete((value, failure) -> {
            if (failure != null) {
                reply.completeExceptionally(asSqsException(failure));
                return;
            }
            try {
                reply.complete(answer.apply(value));
            } catch (RuntimeException e) {
                reply.completeExceptionally(asSqsException(e));
            }
        });
        return reply;
    }

    static SqsException asSqsException(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof SqsException known ? known : SqsErrors.internalFailure(cause);
    }
}
