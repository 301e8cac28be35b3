/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis;

import dev.spillway.artemis.aws.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** The brokers that clients in this process have started, one a data folder. */
final class EmbeddedBrokers {

    private static final Map<Path, EmbeddedBrokers> RUNNING = new HashMap<>();

    private final Path data;
    private final String region;
    private final SpillwayBroker broker;
    private int clients;

    private EmbeddedBrokers(Path data, String region) {
        this.data = data;
        this.region = region;
        Account account = new Account(region, SpillwayConfig.DEFAULT.account().id());
        this.broker =
                SpillwayBroker.start(data, new SpillwayConfig(SpillwayConfig.DEFAULT.bind(), null, account), null);
    }

    /** A client of the broker of this folder, which is started if it does not run. */
    static SqsAsyncClient open(Path folder, String region) {
        synchronized (RUNNING) {
            Path data = canonical(folder);
            EmbeddedBrokers running = RUNNING.get(data);
            if (running == null) {
                running = new EmbeddedBrokers(data, region);
                RUNNING.put(data, running);
            } else if (!running.region.equals(region)) {
                throw new IllegalArgumentException("the broker of " + data + " runs for region " + running.region
                        + ": its queues can't be named in " + region + " too");
            }
            running.clients++;
            return running.broker.sqs(running::release);
        }
    }

    private void release() {
        synchronized (RUNNING) {
            if (--clients == 0) {
                RUNNING.remove(data);
                broker.close();
            }
        }
    }

    private static Path canonical(Path folder) {
        try {
            return Files.createDirectories(folder).toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder " + folder.toAbsolutePath() + " can't be used", e);
        }
    }
}
