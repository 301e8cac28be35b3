/* SPDX-License-Identifier: Apache-2.0 */
/** Sessions, their producers and consumers, acknowledgement and the order of callbacks: the rules of Jakarta Messaging, over {@code transport}. */
@NullMarked
package dev.spillway.jms.session;

import org.jspecify.annotations.NullMarked;
