/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.aws;

/** What one caller may do. */
@FunctionalInterface
public interface Permissions {

    /** Of whom nobody is asked for permission. */
    Permissions ALL = (access, queue) -> true;

    /** Whether a queue, which may not be there, may be accessed so. Cheap: asked once a request, never blocks. */
    boolean allow(QueueAccess access, String queue);
}
