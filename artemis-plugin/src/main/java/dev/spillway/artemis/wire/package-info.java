/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The wire protocols of the AWS services: from the bytes of a request to a call of an SDK client, and back from its
 * answer or error to bytes. Knows neither HTTP servers nor what the services do.
 *
 * <p>The contract of the seams:
 *
 * <ul>
 *   <li>{@link dev.spillway.artemis.wire.WireProtocol#of} is the only place that decides which protocol a request
 *       speaks. A further protocol (CBOR) is another {@code WireProtocol} and a line there.
 *   <li>{@link dev.spillway.artemis.wire.WireProtocol#read} gives a {@link dev.spillway.artemis.wire.Call}: the typed
 *       request and the client method that it is for. What can't be understood is an {@code AwsServiceException}, as is
 *       every error that a service tells.
 *   <li>An operation is one row of its service's table, such as {@code SqsOperations}: its name, the builder of its
 *       request, the method of the client. Nothing else knows the operations. A further service is a further table, and
 *       a further component of {@link dev.spillway.artemis.wire.Clients}.
 *   <li>Shapes are read and written by the {@code SdkField} metadata that the SDK's classes carry; no class here knows a
 *       field of a request, except that {@code QueryNames} has the former names of lists and maps, and that a Query request
 *       to a queue's own address names its {@code QueueUrl}. Fields that are unknown are skipped, fields that are null or were never set are left out.
 * </ul>
 *
 * <p>{@code http} depends on this package; this package depends on the SDK and on Jackson's streaming core alone.
 */
@NullMarked
package dev.spillway.artemis.wire;

import org.jspecify.annotations.NullMarked;
