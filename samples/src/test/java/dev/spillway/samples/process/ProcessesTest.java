/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ProcessesTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    /** What the processes run. */
    static final class Sleeper {

        private Sleeper() {}

        public static void main(String[] arguments) throws InterruptedException {
            System.out.println("pid " + ProcessHandle.current().pid() + " " + System.getenv("WORD"));
            Thread.sleep(Duration.ofMinutes(10).toMillis());
        }
    }

    @Test
    void what_was_started_ends_and_its_folder_goes() throws Exception {
        Path made;
        ProcessHandle sleeper;
        try (Processes processes = Processes.in(folder)) {
            made = processes.folder();
            String pid = processes
                    .start("sleeper", Sleeper.class, List.of(), Map.of("WORD", "hello"))
                    .awaitOutput(Pattern.compile("pid (\\d+) hello"), LIMIT)
                    .group(1);
            sleeper = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
            assertThat(made).isNotEmptyDirectory();
        }

        assertThat(sleeper.isAlive()).isFalse();
        assertThat(made).doesNotExist();
    }

    @Test
    void a_process_that_ends_too_early_is_told_with_what_it_printed() throws Exception {
        try (Processes processes = Processes.in(folder)) {
            JavaProcess process = processes.start("wrong", List.of("-no-such-option"), Map.of());

            assertThatIllegalStateException()
                    .isThrownBy(() -> process.awaitOutput(Pattern.compile("started"), LIMIT))
                    .withMessageContaining("wrong did not start")
                    .withMessageContaining("-no-such-option");
            assertThatIllegalStateException()
                    .isThrownBy(() -> process.awaitSuccess(LIMIT))
                    .withMessageContaining("wrong failed");
        }
    }

    @Test
    void after_the_end_nothing_is_started() throws Exception {
        Processes processes = Processes.in(folder);
        processes.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> processes.start("late", List.of("-version"), Map.of()))
                .withMessageContaining("late is not started");
    }
}
