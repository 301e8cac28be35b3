/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The operations that messages travel with, in AWS JSON 1.0: requests and answers of the SDK's model, to and from the wire.
 * Depends on the SDK's model alone.
 */
@NullMarked
package dev.spillway.sqs.json;

import org.jspecify.annotations.NullMarked;
