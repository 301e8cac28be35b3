/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A client of SQS whose requests cost less: the SDK's, but for the requests that messages travel with, which go to HTTP
 * directly. Depends on the SDK and on nothing else of Spillway.
 */
@NullMarked
package dev.spillway.sqs;

import org.jspecify.annotations.NullMarked;
