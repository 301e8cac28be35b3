/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What goes through a route at once: some messages, each with what became of it. Neither JMS nor SQS is known here, so that
 * a source and a target of either kind fit together. Depends on {@code message-mapping} only.
 */
@NullMarked
package dev.spillway.camel.batch;

import org.jspecify.annotations.NullMarked;
