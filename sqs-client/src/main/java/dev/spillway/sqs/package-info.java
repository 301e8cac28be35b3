/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A client of SQS whose requests cost less: the SDK's, but for the requests that messages travel with, which go to HTTP
 * directly. {@code json} is what these look like on the wire, {@code http} carries them; neither knows this package, which
 * brings them together with the SDK. Nothing of Spillway's is used.
 */
@NullMarked
package dev.spillway.sqs;

import org.jspecify.annotations.NullMarked;
