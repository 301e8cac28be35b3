/* SPDX-License-Identifier: Apache-2.0 */
/** What a story is, what it is given and how it fails. Depends on nothing but the JDK. */
@NullMarked
package dev.spillway.samples.story;

import org.jspecify.annotations.NullMarked;
