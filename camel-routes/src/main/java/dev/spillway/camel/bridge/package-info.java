/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The runnable bridge: one configuration file, routes made of the templates, health and metrics. Knows all other packages;
 * none knows it.
 */
@NullMarked
package dev.spillway.camel.bridge;

import org.jspecify.annotations.NullMarked;
