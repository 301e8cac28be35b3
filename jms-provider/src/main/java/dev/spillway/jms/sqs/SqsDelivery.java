/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.jms.sqs.batch.Batcher;
import dev.spillway.jms.sqs.batch.VisibilityChange;
import dev.spillway.jms.transport.Delivery;
import dev.spillway.mapping.Attribute;
import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.S3Pointer;
import dev.spillway.mapping.SqsMapping;
import dev.spillway.mapping.WireMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** One receive of an SQS message. */
final class SqsDelivery implements Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(SqsDelivery.class);
    /** SQS's longest visibility time-out. */
    private static final int MAX_SECONDS = 43_200;

    private final Message message;
    private final QueueChannel channel;
    private final VisibilityKeeper keeper;
    private final Delay delay;
    private final AtomicBoolean settled = new AtomicBoolean();
    /** Whether a delete has failed, and may be tried again. */
    private final AtomicBoolean undeleted = new AtomicBoolean();

    private volatile boolean seen;
    private volatile boolean released;
    private volatile CompletableFuture<Void> settlement = CompletableFuture.completedFuture(null);
    private volatile @Nullable EndListener onEnd;
    private long place;
    private @Nullable MappedMessage decoded;
    private volatile @Nullable Payload payload;

    /**
     * What the body points to.
     *
     * @param delete removes it from where it is; doesn't fail
     */
    private record Payload(String text, Supplier<CompletableFuture<Void>> delete) {}

    /** Told when a message that was handed out is dealt with. */
    interface EndListener {
        /** @param acknowledged whether it was acknowledged; else it comes again */
        void ended(SqsDelivery message, boolean acknowledged);

        /** They are about to be given back, to be received again at once. */
        void returning(List<SqsDelivery> messages);

        /** The service has been told so. */
        void returned(List<SqsDelivery> messages);
    }

    SqsDelivery(Message message, QueueChannel channel, VisibilityKeeper keeper) {
        this.message = message;
        this.channel = channel;
        this.keeper = keeper;
        this.delay = Delay.of(message);
    }

    /** Its place in the order of the first hand-out; 0 before that. Guarded by the receiver's lock. */
    long place() {
        return place;
    }

    void place(long number) {
        place = number;
    }

    void onEnd(EndListener listener) {
        onEnd = listener;
    }

    private void ended(boolean acknowledged) {
        EndListener listener = onEnd;
        if (listener != null) {
            listener.ended(this, acknowledged);
        }
    }

    /** What the body points to; {@code null} if it is no pointer. */
    @Nullable S3Pointer pointer() {
        return S3Pointer.isMarked(message.messageAttributes()) ? S3Pointer.parse(message.body()) : null;
    }

    /**
     * The text that the body points to, which stands for it.
     *
     * @param delete removes it from where it is, once the message is deleted; doesn't fail
     */
    void payload(String text, Supplier<CompletableFuture<Void>> delete) {
        payload = new Payload(text, delete);
    }

    /** Others may have the message: its visibility could not be extended in time. */
    void lost() {
        goesUnseen();
        ended(false);
    }

    /** It goes back. If nobody has got it, this receive is none of its deliveries; one ahead of its delay is not counted anyway. */
    private void goesUnseen() {
        if (!seen && secondsLeft(System.currentTimeMillis()) == 0) {
            channel.unseen.add(messageId());
        }
    }

    /** For how many seconds it is still to be kept back; 0 if it is due. */
    int secondsLeft(long now) {
        return delay.secondsLeft(now);
    }

    String receiptHandle() {
        return message.receiptHandle();
    }

    /** Complete when the acknowledgement or release given, if any, was answered; never fails. */
    CompletableFuture<Void> settlement() {
        return settlement.exceptionally(failure -> null);
    }

    boolean isSettled() {
        return settled.get();
    }

    boolean isReleased() {
        return released;
    }

    @Override
    public MappedMessage message() {
        MappedMessage result = decoded;
        if (result == null) {
            result = completed(SqsMapping.decode(wireMessage()));
            decoded = result;
        }
        return result;
    }

    /** Whether it is a message at all; one that can't be read is for nobody here. */
    boolean isReadable() {
        try {
            message();
            return true;
        } catch (RuntimeException | StackOverflowError e) {
            LOG.warn("message {} of queue {} can't be read and goes back", messageId(), channel.queue, e);
            return false;
        }
    }

    private WireMessage wireMessage() {
        Map<String, Attribute> attributes = new HashMap<>();
        message.messageAttributes()
                .forEach((name, value) -> attributes.put(
                        name,
                        new Attribute(
                                value.dataType(),
                                value.stringValue(),
                                value.binaryValue() == null
                                        ? null
                                        : value.binaryValue().asByteArrayUnsafe())));
        Payload fetched = payload;
        if (fetched == null) {
            return new WireMessage(message.body(), attributes);
        }
        attributes.remove(S3Pointer.SIZE);
        attributes.remove(S3Pointer.LEGACY_SIZE);
        return new WireMessage(fetched.text(), attributes);
    }

    /** A message that no JMS client sent was sent when SQS says so; replies go to a queue as it is called here. */
    private MappedMessage completed(MappedMessage mapped) {
        Headers headers = mapped.headers();
        long timestamp = timestamp(headers);
        if (timestamp == headers.timestamp() && headers.replyTo() == null && sequenceNumber() == null) {
            return mapped;
        }
        if (timestamp != headers.timestamp()) {
            headers = headers.withTimestamp(timestamp);
        }
        if (headers.replyTo() != null) {
            headers = headers.withReplyTo(channel.urls.fromWire(headers.replyTo()));
        }
        return new MappedMessage(mapped.body(), headers, withFifoIds(mapped.properties()));
    }

    private long timestamp(Headers headers) {
        long told = headers.timestamp();
        if (told == Headers.UNSTAMPED) {
            return 0;
        }
        return told != 0 ? told : sentAt();
    }

    /** When the service got it, milliseconds since the epoch; 0 if it doesn't say. */
    long sentAt() {
        String sent = message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP);
        return sent == null ? 0 : Long.parseLong(sent);
    }

    private @Nullable String sequenceNumber() {
        return message.attributes().get(MessageSystemAttributeName.SEQUENCE_NUMBER);
    }

    private Map<String, @Nullable Object> withFifoIds(Map<String, @Nullable Object> properties) {
        String sequenceNumber = sequenceNumber();
        if (sequenceNumber == null) {
            return properties;
        }
        Map<String, @Nullable Object> all = new LinkedHashMap<>(properties);
        all.put(FifoIds.SEQUENCE_PROPERTY, sequenceNumber);
        all.put(
                FifoIds.DEDUPLICATION_PROPERTY,
                message.attributes().get(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID));
        return all;
    }

    @Override
    public String messageId() {
        return message.messageId();
    }

    /** How often SQS has handed it out, this time included. */
    int receiveCount() {
        String count = message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
        return count == null ? 1 : Integer.parseInt(count);
    }

    @Override
    public int deliveryCount() {
        int received = receiveCount();
        return received <= 1 ? 1 : Math.max(1, received - delay.earlyReceives() - channel.unseen.of(messageId()));
    }

    @Override
    public void seen() {
        seen = true;
    }

    @Override
    public @Nullable String groupId() {
        return message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID);
    }

    @Override
    public boolean isLive() {
        return keeper.isLive(this);
    }

    @Override
    public CompletableFuture<Boolean> secure() {
        return keeper.secure(this);
    }

    @Override
    public CompletableFuture<Void> acknowledge() {
        return isToDelete() ? delete(channel.deletes) : settlement;
    }

    @Override
    public CompletableFuture<Void> acknowledgeSoon() {
        return isToDelete() ? delete(channel.soonDeletes) : settlement;
    }

    @Override
    public CompletableFuture<Void> acknowledgeLazily() {
        return isToDelete() ? delete(channel.lazyDeletes) : settlement;
    }

    @Override
    public void hurry() {
        channel.hurry();
    }

    /** @return whether the caller is the one who acknowledges or releases it */
    private boolean settle() {
        boolean first = settled.compareAndSet(false, true);
        if (first) {
            keeper.settled(this);
        }
        return first;
    }

    private boolean isToDelete() {
        return settle() || undeleted.compareAndSet(true, false);
    }

    @SuppressWarnings("NullAway") // Void has no other value than null
    private CompletableFuture<Void> delete(Batcher<String, Void> deletes) {
        CompletableFuture<Void> deleted = deletes.add(receiptHandle());
        Payload offloaded = payload;
        settlement = offloaded == null ? deleted : deleted.thenCompose(done -> deletePayload(offloaded));
        ended(true);
        return deleted.whenComplete((done, failure) -> {
            if (offloaded == null || failure != null) {
                keeper.forget(this);
            }
            if (failure == null) {
                forgetReceives();
            } else {
                ended(false);
                undeleted.set(true);
                LOG.warn("message {} will be delivered again: {}", messageId(), failure.toString());
            }
        });
    }

    private void forgetReceives() {
        if (receiveCount() > 1) {
            channel.unseen.forget(messageId());
        }
    }

    /** Until it is gone, closing waits for this message. */
    private CompletableFuture<Void> deletePayload(Payload offloaded) {
        return offloaded.delete().get().whenComplete((done, failure) -> keeper.forget(this));
    }

    @Override
    public void release(Duration after) {
        release(List.of(this), delivery -> after);
    }

    /** Gives messages back that were handed out, those of one queue together. */
    static void release(List<SqsDelivery> deliveries, Function<? super SqsDelivery, Duration> after) {
        Map<QueueChannel, Map<SqsDelivery, Integer>> seconds = new LinkedHashMap<>();
        for (SqsDelivery each : deliveries) {
            if (!each.isSettled()) {
                seconds.computeIfAbsent(each.channel, channel -> new LinkedHashMap<>())
                        .put(each, (int) Math.min(after.apply(each).toSeconds(), MAX_SECONDS));
            }
        }
        seconds.forEach(SqsDelivery::release);
    }

    private static void release(QueueChannel channel, Map<SqsDelivery, Integer> seconds) {
        Map<EndListener, List<SqsDelivery>> returning = new HashMap<>();
        seconds.forEach((each, after) -> {
            EndListener listener = after == 0 ? each.onEnd : null;
            if (listener != null) {
                returning.computeIfAbsent(listener, key -> new ArrayList<>()).add(each);
            }
        });
        returning.forEach(EndListener::returning);
        releaseAll(channel, List.copyOf(seconds.keySet()), each -> seconds.getOrDefault(each, 0));
        returning.forEach((listener, messages) -> CompletableFuture.allOf(
                        messages.stream().map(SqsDelivery::settlement).toArray(CompletableFuture[]::new))
                .thenRun(() -> listener.returned(messages)));
        seconds.keySet().forEach(each -> each.ended(false));
    }

    /** Gives messages of one queue back together, each to be received again after its number of seconds. */
    static void releaseAll(QueueChannel channel, List<SqsDelivery> deliveries, ToIntFunction<SqsDelivery> seconds) {
        List<SqsDelivery> releasing =
                deliveries.stream().filter(SqsDelivery::settle).toList();
        releasing.forEach(delivery -> {
            delivery.released = true;
            delivery.goesUnseen();
        });
        List<CompletableFuture<@Nullable Void>> answers = channel.visibility.addAll(releasing.stream()
                .map(delivery -> new VisibilityChange(delivery.receiptHandle(), seconds.applyAsInt(delivery)))
                .toList());
        for (int i = 0; i < releasing.size(); i++) {
            releasing.get(i).released(answers.get(i));
        }
    }

    @SuppressWarnings("NullAway") // Void has no other value than null
    private void released(CompletableFuture<Void> answer) {
        settlement = answer.whenComplete((done, failure) -> {
            keeper.forget(this);
            if (failure != null) {
                LOG.debug("message {} comes back when its time-out ends", messageId(), failure);
            }
        });
    }
}
