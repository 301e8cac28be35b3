/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import dev.spillway.jms.transport.Transport;
import java.util.concurrent.Executor;

/** What a session knows of its connection. */
public interface SessionHost {

    Transport transport();

    TemporaryQueues temporaryQueues();

    /** Whether messages are to be delivered. */
    boolean isStarted();

    SessionSettings settings();

    /** Runs completion listeners; application code may block in them. */
    Executor callbacks();

    /** Use of a session fixes the connection's client id. */
    void used();

    /** The session is closed. */
    void closed(SpillwaySession session);
}
