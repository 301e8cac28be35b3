/* SPDX-License-Identifier: Apache-2.0 */
/** The nouns of Amazon SQS, its errors, and the face of the service, {@link dev.spillway.artemis.sqs.SqsService}. */
@NullMarked
package dev.spillway.artemis.sqs;

import org.jspecify.annotations.NullMarked;
