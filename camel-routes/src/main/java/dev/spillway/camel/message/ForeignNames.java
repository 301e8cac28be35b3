/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.message;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps properties out whose names Camel takes for its own: a message from outside that sets
 * {@code CamelJmsDestinationName} would choose the queue that it goes to. Case does not matter, since it doesn't to
 * Camel. What is kept out is counted, and each name is logged once. Safe for use by any number of threads.
 *
 * @see <a href="https://camel.apache.org/security/CVE-2025-27636.html">CVE-2025-27636</a>
 */
public final class ForeignNames {

    private static final Logger LOG = LoggerFactory.getLogger(ForeignNames.class);

    /** Names are chosen by who sends: no more of them are remembered. */
    private static final int MAX_LOGGED = 100;

    private final Set<String> logged = ConcurrentHashMap.newKeySet();
    private final LongAdder dropped = new LongAdder();

    /** Whether a property of this name comes in. */
    boolean admits(String name) {
        if (!startsWith(name, "camel") && !startsWith(name, "org.apache.camel")) {
            return true;
        }
        leaveOut(name, "names that begin with Camel are Camel's own");
        return false;
    }

    /** Counts a property that is left out, and tells why once a name. */
    void leaveOut(String name, String reason) {
        dropped.increment();
        if (logged.size() < MAX_LOGGED && logged.add(name)) {
            LOG.warn("the property '{}' of a message is left out: {}", name, reason);
        }
    }

    /** How many properties were kept out. */
    public long dropped() {
        return dropped.sum();
    }

    private static boolean startsWith(String name, String prefix) {
        return name.regionMatches(true, 0, prefix, 0, prefix.length());
    }
}
