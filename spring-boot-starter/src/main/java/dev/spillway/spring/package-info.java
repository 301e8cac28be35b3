/* SPDX-License-Identifier: Apache-2.0 */
/** Spring Boot's auto-configuration of the JMS provider. Depends on the provider and on Spring. */
@NullMarked
package dev.spillway.spring;

import org.jspecify.annotations.NullMarked;
