/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The plugin as an administrator has it: {@code target/spillway-plugin.jar} in the lib folder of a broker of the stock
 * Apache Artemis distribution, which the build unpacks to {@code target/artemis}. These tests run when the jar is there,
 * in Maven's {@code integration-test}.
 */
@NullMarked
package dev.spillway.artemis.installed;

import org.jspecify.annotations.NullMarked;
