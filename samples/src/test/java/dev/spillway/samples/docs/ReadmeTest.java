/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java in the READMEs compiles against what is there. */
class ReadmeTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern RELATIVE_LINK = Pattern.compile("]\\((?!https?:)([^)#]+)\\)");

    private static final String IMPORTS = """
            import dev.spillway.artemis.*;
            import dev.spillway.jms.*;
            import dev.spillway.jms.metrics.*;
            import dev.spillway.mapping.*;
            import dev.spillway.sqs.*;
            import dev.spillway.sqs.http.*;
            import io.micrometer.core.instrument.*;
            import jakarta.jms.*;
            import java.net.URI;
            import java.nio.file.Path;
            import java.time.Duration;
            import java.util.ServiceLoader;
            import org.springframework.context.annotation.Bean;
            import org.springframework.jms.config.*;
            import org.springframework.jms.core.JmsTemplate;
            import software.amazon.awssdk.regions.Region;
            import software.amazon.awssdk.services.sqs.*;
            """;

    @TempDir
    Path classes;

    static Stream<Path> readmes() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 2)) {
            return files.filter(file -> file.getFileName().toString().equals("README.md")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("readmes")
    void the_java_of_a_readme_compiles(Path readme) throws IOException {
        for (String block : blocks(readme)) {
            assertThat(compile(block)).as("%s in%n%s", readme, block).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("readmes")
    void the_links_of_a_readme_lead_somewhere(Path readme) throws IOException {
        assertThat(RELATIVE_LINK.matcher(Files.readString(readme)).results().map(link -> link.group(1)))
                .allSatisfy(link -> assertThat(readme.resolveSibling(link)).exists());
    }

    private static List<String> blocks(Path readme) throws IOException {
        return BLOCK.matcher(Files.readString(readme))
                .results()
                .map(MatchResult::group)
                .map(block -> block.substring("```java\n".length(), block.length() - "```".length()))
                .toList();
    }

    private String compile(String block) {
        boolean members = block.startsWith("@");
        String source = IMPORTS
                + (members
                        ? "class Readme {" + block + "}"
                        : "class Readme { WireMessage wire; void run(MappedMessage message) throws Exception {" + block
                                + "} }");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        boolean compiled = compiler.getTask(
                        errors,
                        null,
                        null,
                        List.of("-proc:none", "-nowarn", "-d", classes.toString()),
                        null,
                        List.of(source(source)))
                .call();
        return compiled ? "" : errors.toString();
    }

    private static JavaFileObject source(String text) {
        return new SimpleJavaFileObject(URI.create("string:///Readme.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
