/* SPDX-License-Identifier: Apache-2.0 */
/** What SQS, SNS and Kinesis share: who calls, and the account and region that resources are named in. */
@NullMarked
package dev.spillway.artemis.aws;

import org.jspecify.annotations.NullMarked;
