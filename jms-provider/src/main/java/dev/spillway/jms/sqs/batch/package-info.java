/* SPDX-License-Identifier: Apache-2.0 */
/** Grouping: what comes while a request is under way is the next one, in lanes that keep their order; deletes and changes of visibility on top of it. Depends on the clients and the queues. */
@NullMarked
package dev.spillway.jms.sqs.batch;

import org.jspecify.annotations.NullMarked;
