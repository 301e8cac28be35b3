/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.batch;

import dev.spillway.jms.sqs.client.AwsErrors;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;

/** The outcomes of batch requests whose entries' ids are their indices. */
public final class BatchOutcomes {

    private BatchOutcomes() {}

    /** A list to be filled in: an entry that the answer leaves out has failed. */
    public static <R> List<Outcome<R>> unanswered(int size, String action) {
        List<Outcome<R>> outcomes = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            outcomes.add(
                    Outcome.failure(new JMSException(action + ": the service's answer left this entry out"), true));
        }
        return outcomes;
    }

    /** The outcomes of a request that answers successful entries with nothing. */
    static List<Outcome<Void>> of(
            List<String> successful, List<BatchResultErrorEntry> failed, int size, String action) {
        List<Outcome<Void>> outcomes = unanswered(size, action);
        successful.forEach(id -> outcomes.set(Integer.parseInt(id), Outcome.success(null)));
        for (BatchResultErrorEntry entry : failed) {
            AwsErrors.Failure failure = AwsErrors.of(action, entry);
            outcomes.set(Integer.parseInt(entry.id()), Outcome.failure(failure.exception(), failure.passing()));
        }
        return outcomes;
    }
}
