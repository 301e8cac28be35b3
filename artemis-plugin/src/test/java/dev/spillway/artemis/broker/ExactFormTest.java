/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import dev.spillway.artemis.sqs.MessageId;
import dev.spillway.artemis.store.MessageQueue;
import dev.spillway.artemis.store.NewMessage;
import dev.spillway.artemis.store.QueueSettings;
import dev.spillway.artemis.store.ReceivedMessage;
import dev.spillway.mapping.ExactFormContract;
import dev.spillway.mapping.SqsMapping;
import dev.spillway.mapping.WireMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class ExactFormTest implements ExactFormContract {

    @TempDir
    static Path folder;

    private static TestBroker broker;
    private static MessageQueue queue;

    @BeforeAll
    static void start() throws Exception {
        broker = TestBroker.start(folder);
        queue = broker.store()
                .create("exact", new QueueSettings(Map.of(), Map.of(), 0, 0, Long.MAX_VALUE, null))
                .join();
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
    }

    @Override
    public boolean canHold(WireMessage wire) {
        long expiration = SqsMapping.decode(wire).headers().expiration();
        return expiration == 0 || expiration > System.currentTimeMillis() + 60_000;
    }

    @Override
    public WireMessage roundTrip(WireMessage wire) {
        queue.send(List.of(new NewMessage(MessageId.next(), wire, "sender", System.currentTimeMillis(), 0, null, null)))
                .join();
        ReceivedMessage received = queue.receive(1, 30_000, 10_000).join().get(0);
        queue.delete(List.of(received.receipt())).join();
        return received.content();
    }
}
