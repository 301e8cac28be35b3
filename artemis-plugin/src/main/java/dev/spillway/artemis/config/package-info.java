/* SPDX-License-Identifier: Apache-2.0 */
/** What reading a configuration takes, wherever it comes from. Uses nothing of Spillway. */
@NullMarked
package dev.spillway.artemis.config;

import org.jspecify.annotations.NullMarked;
