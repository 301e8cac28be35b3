/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import dev.spillway.artemis.aws.Account;
import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.store.QueueStore;
import java.time.Clock;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Amazon SQS over a {@link QueueStore}. */
public final class SqsService {

    /** A service whose queues are those of the store, named in this account. */
    public SqsService(QueueStore store, Account account, Clock clock) {}

    /** The service as a caller sees it. Cheap: all of them share one state. */
    public SqsAsyncClient clientFor(Caller caller) {
        throw new UnsupportedOperationException(caller.toString());
    }
}
