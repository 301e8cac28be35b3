/* SPDX-License-Identifier: Apache-2.0 */
/** JNDI: a context made of jndi.properties, and what makes connection factories and destinations of the references that a directory stores. Asks no server and deserialises nothing. Depends on the factory and on destinations. */
@NullMarked
package dev.spillway.jms.jndi;

import org.jspecify.annotations.NullMarked;
