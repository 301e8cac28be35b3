/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import dev.spillway.camel.bridge.config.ConfigException;
import dev.spillway.camel.bridge.config.MappingConfig;
import jakarta.jms.JMSException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Tries what a configuration names, and tells line by line; moves nothing. What isn't answered in time has failed: clients that
 * connect again by themselves wait for a broker that is out without end. Then the broker's queues are not tried.
 */
final class Check implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Bridge bridge;
    private final PrintStream out;
    private final Duration patience;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "spillway-bridge check");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<String> unreached = new HashSet<>();
    private boolean failed;
    private boolean readsPayloads;

    private Check(Bridge bridge, PrintStream out, Duration patience) {
        this.bridge = bridge;
        this.out = out;
        this.patience = patience;
    }

    /**
     * Whether all went well.
     *
     * @param patience how long to wait for each thing that is tried
     */
    static boolean run(Bridge bridge, PrintStream out, Duration patience) {
        try (Check check = new Check(bridge, out, patience)) {
            check.run();
            return !check.failed;
        }
    }

    private interface Step {
        /** Returns what was seen; throws what went wrong. */
        String run() throws Exception;
    }

    private void run() {
        bridge.brokers().forEach((name, factory) -> {
            if (!step("broker " + name, () -> "connected, " + JmsCheck.connect(factory))) {
                unreached.add(name);
            }
        });
        S3Check s3 = bridge.s3();
        if (s3 != null) {
            step("S3 bucket " + s3.bucket(), s3::reach);
        }
        bridge.prepare();
        for (MappingConfig mapping : bridge.mappings()) {
            well(() -> bridge.plan(mapping)
                    .forEach(plan -> well(() -> {
                        bridge.make(plan);
                        tell("ok    ", "route " + plan);
                        check(plan, s3);
                    })));
        }
    }

    private void well(Runnable action) {
        try {
            action.run();
        } catch (ConfigException e) {
            fail(String.valueOf(e.getMessage()));
        }
    }

    private void check(RoutePlan plan, @Nullable S3Check s3) {
        SqsCheck sqs = new SqsCheck(bridge.sqs());
        String sqsQueue = plan.parameter("sqsQueue");
        String jmsQueue = plan.parameter("jmsQueue");
        String deadLetterQueue = plan.optionalParameter("deadLetterQueue");
        if (plan.isFromJms()) {
            queue(plan, jmsQueue, jms -> jms.consume(jmsQueue));
            String dead = String.valueOf(deadLetterQueue);
            queue(plan, dead, jms -> jms.send(dead));
            step("SQS queue " + sqsQueue, () -> sqs.send(sqsQueue));
            replies(plan, sqs);
        } else {
            step("SQS queue " + sqsQueue, () -> sqs.receive(sqsQueue));
            if (deadLetterQueue != null) {
                step("SQS queue " + deadLetterQueue, () -> sqs.send(deadLetterQueue));
            }
            queue(plan, jmsQueue, jms -> jms.send(jmsQueue));
        }
        if (s3 != null && plan.receiving().findAny().isPresent() && !readsPayloads) {
            readsPayloads = true;
            step("S3 bucket " + s3.bucket(), s3::read);
        }
    }

    private void replies(RoutePlan plan, SqsCheck sqs) {
        String replyQueue = plan.optionalParameter("sqsReplyQueue");
        if (replyQueue != null) {
            String deadLetterQueue = plan.parameter("sqsDeadLetterQueue");
            step("SQS queue " + replyQueue, () -> sqs.receive(replyQueue));
            step("SQS queue " + deadLetterQueue, () -> sqs.send(deadLetterQueue));
        }
    }

    private interface JmsStep {
        String run(JmsCheck jms) throws JMSException;
    }

    private void queue(RoutePlan plan, String queue, JmsStep step) {
        String broker = plan.mapping().broker();
        JmsCheck jms = new JmsCheck(Objects.requireNonNull(bridge.brokers().get(broker)));
        if (unreached.contains(broker)) {
            fail(broker + " queue " + queue + ": not tried, since the broker can't be reached");
        } else {
            step(broker + " queue " + queue, () -> step.run(jms));
        }
    }

    /** Returns whether it went well. */
    private boolean step(String what, Step step) {
        Future<String> seen = threads.submit(step::run);
        try {
            tell("ok    ", what + ": " + seen.get(patience.toMillis(), TimeUnit.MILLISECONDS));
            return true;
        } catch (TimeoutException e) {
            seen.cancel(true);
            fail(what + ": no answer within " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            fail(what + ": " + describe(Objects.requireNonNull(e.getCause())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(what + ": interrupted");
        }
        return false;
    }

    private void fail(String line) {
        failed = true;
        tell("FAILED", line);
    }

    /** With the cause, where providers say what is behind it. */
    private static String describe(Throwable e) {
        if (e instanceof LinkageError) {
            return e + "; the jar that has it belongs in the folder 'libraries'";
        }
        Throwable cause = e.getCause();
        String message = String.valueOf(e.getMessage());
        return cause == null || cause.getMessage() == null || message.contains(cause.getMessage())
                ? message
                : message.lines().findFirst().orElse("") + ": " + cause.getMessage();
    }

    private void tell(String outcome, String line) {
        out.println(outcome + " " + line.lines().findFirst().orElse(""));
    }

    /** What is not answered yet is not waited for. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
