/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.crash;

import dev.spillway.jms.SpillwayConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A process that passes messages on from one queue to another in transactions, to be killed. */
final class ForwarderProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private ForwarderProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static ForwarderProcess start(String uri, Queue from, Queue to) throws Exception {
        return new ForwarderProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ForwarderProcess.class.getName(),
                        uri,
                        from.getQueueName(),
                        to.getQueueName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** What the process runs: two messages a transaction, and a line for each that it has committed. */
    public static void main(String[] arguments) throws Exception {
        try (SpillwayConnectionFactory factory = new SpillwayConnectionFactory(arguments[0]);
                JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
            Queue to = context.createQueue(arguments[2]);
            JMSConsumer consumer = context.createConsumer(context.createQueue(arguments[1]));
            JMSProducer producer = context.createProducer();
            while (true) {
                for (int i = 0; i < 2; i++) {
                    Message message = consumer.receive(1_000);
                    if (message != null) {
                        producer.send(to, message);
                    }
                }
                context.commit();
                System.out.println("committed");
            }
        }
    }

    /** Returns when this many more transactions are committed. */
    void awaitCommits(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            if (output.readLine() == null) {
                throw new IllegalStateException("the process ended by itself");
            }
        }
    }

    /** Kills it as {@code kill -9} does: nothing in the process gets to run any more. */
    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the process does not end");
        }
    }
}
