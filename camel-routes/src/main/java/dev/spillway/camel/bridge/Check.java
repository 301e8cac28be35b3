/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import dev.spillway.camel.bridge.config.ConfigException;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;

/** Tries what a configuration names, and tells line by line; moves nothing. */
final class Check {

    private final Bridge bridge;
    private final PrintStream out;
    private boolean failed;

    private Check(Bridge bridge, PrintStream out) {
        this.bridge = bridge;
        this.out = out;
    }

    /** Whether all went well. */
    static boolean run(Bridge bridge, PrintStream out) {
        Check check = new Check(bridge, out);
        check.run();
        return !check.failed;
    }

    private interface Step {
        /** Returns what was seen; throws what went wrong. */
        String run() throws Exception;
    }

    private void run() {
        bridge.brokers()
                .forEach((name, factory) -> step("broker " + name, () -> "connected, " + JmsCheck.connect(factory)));
        S3Check s3 = bridge.s3();
        if (s3 != null) {
            step("S3 bucket " + s3.bucket(), s3::reach);
        }
        List<RoutePlan> plans;
        try {
            plans = bridge.plan();
            bridge.make(plans);
        } catch (ConfigException e) {
            tell("FAILED", String.valueOf(e.getMessage()));
            failed = true;
            return;
        }
        SqsCheck sqs = new SqsCheck(bridge.sqs());
        for (RoutePlan plan : plans) {
            tell("ok    ", "route " + plan);
            JmsCheck jms = new JmsCheck(
                    Objects.requireNonNull(bridge.brokers().get(plan.mapping().broker())));
            String jmsQueue = plan.parameter("jmsQueue");
            String sqsQueue = plan.parameter("sqsQueue");
            String deadLetterQueue = plan.optionalParameter("deadLetterQueue");
            String broker = plan.mapping().broker() + " queue ";
            if (plan.isFromJms()) {
                step(broker + jmsQueue, () -> jms.consume(jmsQueue));
                step(broker + deadLetterQueue, () -> jms.send(String.valueOf(deadLetterQueue)));
                step("SQS queue " + sqsQueue, () -> sqs.send(sqsQueue));
                replies(plan, sqs);
            } else {
                step("SQS queue " + sqsQueue, () -> sqs.receive(sqsQueue));
                if (deadLetterQueue != null) {
                    step("SQS queue " + deadLetterQueue, () -> sqs.send(deadLetterQueue));
                }
                step(broker + jmsQueue, () -> jms.send(jmsQueue));
            }
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

    private void step(String what, Step step) {
        try {
            tell("ok    ", what + ": " + step.run());
        } catch (Exception e) {
            failed = true;
            tell("FAILED", what + ": " + describe(e));
        } catch (LinkageError e) {
            failed = true;
            tell("FAILED", what + ": " + e + "; the jar that has it belongs in the folder 'libraries'");
        }
    }

    /** With the cause, where providers say what is behind it. */
    private static String describe(Exception e) {
        Throwable cause = e.getCause();
        String message = String.valueOf(e.getMessage());
        return cause == null || cause.getMessage() == null || message.contains(cause.getMessage())
                ? message
                : message.lines().findFirst().orElse("") + ": " + cause.getMessage();
    }

    private void tell(String outcome, String line) {
        out.println(outcome + " " + line.lines().findFirst().orElse(""));
    }
}
