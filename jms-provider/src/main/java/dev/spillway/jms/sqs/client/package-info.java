/* SPDX-License-Identifier: Apache-2.0 */
/** Clients of SQS: credentials, regions, their sharing and metrics, and what their errors mean to JMS. Depends on nothing else of the transport. */
@NullMarked
package dev.spillway.jms.sqs.client;

import org.jspecify.annotations.NullMarked;
