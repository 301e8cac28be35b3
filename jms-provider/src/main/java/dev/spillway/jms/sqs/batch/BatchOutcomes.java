/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.batch;

import dev.spillway.jms.sqs.client.AwsErrors;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;

/** The outcomes of batch requests whose entries' ids are their indices. */
public final class BatchOutcomes {

    private BatchOutcomes() {}

    /**
     * The outcomes in the order of the entries: an entry that the answer leaves out has failed.
     *
     * @param answered by the entry's index
     */
    public static <R> List<Outcome<R>> inOrder(Map<Integer, Outcome<R>> answered, int size, String action) {
        List<Outcome<R>> outcomes = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Outcome<R> outcome = answered.get(i);
            outcomes.add(outcome == null ? leftOut(action) : outcome);
        }
        return outcomes;
    }

    private static <R> Outcome<R> leftOut(String action) {
        return Outcome.failure(new JMSException(action + ": the service's answer left this entry out"), true);
    }

    /** The outcomes of a request that answers successful entries with nothing. */
    static List<Outcome<Void>> of(
            List<String> successful, List<BatchResultErrorEntry> failed, int size, String action) {
        Map<Integer, Outcome<Void>> answered = new HashMap<>();
        successful.forEach(id -> answered.put(Integer.parseInt(id), Outcome.success(null)));
        for (BatchResultErrorEntry entry : failed) {
            AwsErrors.Failure failure = AwsErrors.of(action, entry);
            answered.put(Integer.parseInt(entry.id()), Outcome.failure(failure.exception(), failure.passing()));
        }
        return inOrder(answered, size, action);
    }
}
