/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.route;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells that a worker lost its source, and that it has it again, but not of each try in between. Used by one thread. */
public final class SourceLog {

    private static final Logger LOG = LoggerFactory.getLogger(SourceLog.class);

    private final String source;
    private boolean lost;

    /** @param source what the log calls it */
    public SourceLog(String source) {
        this.source = source;
    }

    /** The source is there. */
    public void found() {
        if (lost) {
            LOG.info("{} is there again", source);
        }
        lost = false;
    }

    /** The source failed; it is tried again. */
    public void lost(Throwable failure) {
        if (!lost) {
            LOG.warn("{} failed and is tried again until it is there: {}", source, describe(failure));
        }
        LOG.debug("{} failed", source, failure);
        lost = true;
    }

    /** In one line, with the cause, which providers often say nothing of. */
    private static String describe(Throwable failure) {
        Throwable cause = failure.getCause();
        String text = cause == null ? failure.toString() : failure + ": " + cause;
        return text.lines().findFirst().orElse("");
    }
}
