/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.order;

import java.nio.file.Path;

/** An orders file that can't be used. The message names the file, the line where there is one, and what would be right. */
public final class OrderFileException extends Exception {

    private static final long serialVersionUID = 1L;

    private OrderFileException(String message) {
        super(message);
    }

    static OrderFileException of(Path file, String problem) {
        return new OrderFileException(file + ": " + problem);
    }

    static OrderFileException at(Path file, int line, String problem) {
        return of(file, "line " + line + ": " + problem);
    }
}
