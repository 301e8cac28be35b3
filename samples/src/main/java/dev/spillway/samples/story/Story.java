/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.story;

/** Something that the samples show, from beginning to end. */
@FunctionalInterface
public interface Story {

    /**
     * Tells the story on the stage's terminal and returns when it has ended well.
     *
     * @throws StoryFailedException if it can't be told or did not end well, with a message for the reader
     */
    void tell(Stage stage) throws Exception;
}
