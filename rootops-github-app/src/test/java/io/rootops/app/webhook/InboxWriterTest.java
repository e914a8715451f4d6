package io.rootops.app.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.memory.WebhookInbox;
import io.rootops.core.testing.TestDatabase;
import io.rootops.core.webhook.Arrival;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InboxWriterTest {
    /** More than there are threads to lose. */
    private static final int MANY = 5;

    @Test
    void anErrorEndsNoThreadOfIt() throws Exception {
        BlockingQueue<InboxWriter.Result> results = new LinkedBlockingQueue<>();
        try (TestDatabase db = TestDatabase.create();
                InboxWriter writer = new InboxWriter(new WebhookInbox(db.dsl()), () -> {
                    throw new NoClassDefFoundError("fails on purpose");
                })) {
            writer.start();

            for (int i = 0; i < MANY; i++) {
                writer.write(Arrival.of("guid-" + i, "ping", new byte[] {'{', '}'}), it -> {
                    results.add(it);
                    throw new NoClassDefFoundError("fails on purpose");
                });

                assertThat(results.poll(60, TimeUnit.SECONDS)).isEqualTo(InboxWriter.Result.STORED);
            }
        }
    }
}
