/* SPDX-License-Identifier: Apache-2.0 */
/** Bodies over the limit of SQS, in S3, by the pointers of Amazon's extended client. Depends on the clients. */
@NullMarked
package dev.spillway.jms.sqs.s3;

import org.jspecify.annotations.NullMarked;
