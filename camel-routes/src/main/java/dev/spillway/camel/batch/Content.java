/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.batch;

import dev.spillway.mapping.MappedMessage;

/** What a message says, where that has to be fetched from a store. Used by one thread. */
public interface Content {

    /** Begins to fetch it, unless that is under way. */
    void fetch();

    /**
     * The content, once it is fetched.
     *
     * @throws OutageException if the store does not give it at present; what is fetched next is another try
     * @throws IllegalArgumentException if the store says that there is no such content; the message says so
     */
    MappedMessage await() throws OutageException;
}
