/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The bridge's configuration file: records that check themselves, read from YAML. Every error names the file, the line and
 * the key. Secrets come from the environment and from files. Knows YAML; neither Camel nor JMS nor AWS.
 */
@NullMarked
package dev.spillway.camel.bridge.config;

import org.jspecify.annotations.NullMarked;
