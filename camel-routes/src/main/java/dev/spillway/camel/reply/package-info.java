/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Brings replies back to who asked, without a memory: where a reply goes, and the correlation id that its requester waits
 * for, travel with the request in the correlation id that a responder returns. Knows {@code message} and Jakarta Messaging;
 * neither Camel nor AWS.
 */
@NullMarked
package dev.spillway.camel.reply;

import org.jspecify.annotations.NullMarked;
