/* SPDX-License-Identifier: Apache-2.0 */
/** The transport over Amazon SQS, and the only package that uses the AWS SDK: grouped sends, deletes and visibility changes, shared receivers, the mapping of AWS errors to JMS exceptions. */
@NullMarked
package dev.spillway.jms.sqs;

import org.jspecify.annotations.NullMarked;
