/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** The rules that the entries of every batch request keep, and the answer to an entry that failed. */
public final class BatchEntries {

    private static final int MAX_ENTRIES = 10;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private BatchEntries() {}

    /** Refuses a batch that has no entry or more than ten, and ids that are of a wrong form or not distinct. */
    public static <E> void check(List<E> entries, String entryType, Function<E, String> idOf) {
        if (entries.isEmpty()) {
            throw SqsErrors.emptyBatchRequest(entryType);
        }
        if (entries.size() > MAX_ENTRIES) {
            throw SqsErrors.tooManyEntriesInBatchRequest(entries.size());
        }
        Set<String> ids = new HashSet<>();
        for (E entry : entries) {
            String id = idOf.apply(entry);
            if (id == null || !ID.matcher(id).matches()) {
                throw SqsErrors.invalidBatchEntryId();
            }
            if (!ids.add(id)) {
                throw SqsErrors.batchEntryIdsNotDistinct(id);
            }
        }
    }

    public static BatchResultErrorEntry failed(String id, SqsException error) {
        return BatchResultErrorEntry.builder()
                .id(id)
                .code(error.awsErrorDetails().errorCode())
                .message(error.awsErrorDetails().errorMessage())
                .senderFault(error.statusCode() < 500)
                .build();
    }
}
