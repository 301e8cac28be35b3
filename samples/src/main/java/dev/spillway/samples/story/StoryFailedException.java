/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.story;

/** A story that did not end well; the message says all that the reader needs. */
public final class StoryFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    public StoryFailedException(String message) {
        super(message);
    }
}
