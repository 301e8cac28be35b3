/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.standalone;

import dev.spillway.artemis.SpillwayBroker;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;

/** Runs a broker until the process is told to end. Exits with 1 if it can't start, with 2 if the command line is wrong. */
public final class Main {

    private static final String NAME = "spillway-broker: ";

    private Main() {}

    /** @param arguments see {@code --help} */
    public static void main(String[] arguments) throws InterruptedException {
        int exit = run(List.of(arguments), System.out, System.err);
        if (exit != 0) {
            System.exit(exit);
        }
    }

    private static int run(List<String> arguments, PrintStream out, PrintStream err) throws InterruptedException {
        BrokerOptions options;
        try {
            CommandLine commandLine = CommandLine.of(arguments);
            if (commandLine.help()) {
                out.print(CommandLine.usage());
                return 0;
            }
            options = commandLine.options();
        } catch (IllegalArgumentException e) {
            err.println(NAME + e.getMessage());
            return 2;
        }
        quietLogging();
        SpillwayBroker broker;
        try {
            requireFree(options.jmsPort());
            broker = SpillwayBroker.start(options.data(), options.config(), options.jmsPort());
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            err.println(NAME + e.getMessage());
            return 1;
        } catch (RuntimeException e) {
            err.println(NAME + "could not start for an internal error:");
            e.printStackTrace(err);
            return 1;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "spillway-stop"));
        URI jms = options.jmsPort() == null ? null : URI.create("tcp://127.0.0.1:" + broker.jmsPort());
        out.print(Screen.of(options, broker.endpoint(), jms));
        out.flush();
        new CountDownLatch(1).await();
        return 0;
    }

    /** Artemis tells of a port in use by two stack traces, after it has started everything else. */
    private static void requireFree(@Nullable Integer jmsPort) {
        if (jmsPort == null) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), jmsPort));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "can't listen for JMS clients on 127.0.0.1:" + jmsPort + ": " + e.getMessage()
                            + "; choose another by --jms-port, or 0 for none",
                    e);
        }
    }

    /** The user's own logging configuration has precedence. */
    private static void quietLogging() {
        if (System.getProperty("java.util.logging.config.file") != null
                || System.getProperty("java.util.logging.config.class") != null) {
            return;
        }
        try (InputStream configuration = Main.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
