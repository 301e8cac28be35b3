/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.story;

import java.io.PrintStream;
import java.nio.file.Path;

/**
 * What a story is given.
 *
 * @param out where it is told
 * @param terminal whether {@code out} is a terminal, whose last line can be redrawn
 * @param orders the orders file
 * @param output the folder for what it writes; made if it is not there
 */
public record Stage(PrintStream out, boolean terminal, Path orders, Path output) {}
