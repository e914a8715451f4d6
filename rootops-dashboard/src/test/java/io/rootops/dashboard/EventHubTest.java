package io.rootops.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.engine.Announcements.Part;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventHubTest {
    private final EventHub hub = new EventHub();

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void many_announcements_become_one_event_a_part() {
        Reader reader = new Reader();
        for (int i = 0; i < 1000; i++) {
            hub.changed(Part.COMMITS);
        }
        hub.changed(Part.MINING);

        hub.tick();
        hub.tick();

        assertThat(reader.read())
                .isEqualTo("retry: 5000\n\nid: 1\nevent: commits\ndata: 1\n\nid: 2\nevent: mining\ndata: 1\n\n");
    }

    @Test
    void a_quiet_stream_is_pinged() {
        Reader reader = new Reader();
        ticks(10);

        assertThat(reader.read()).isEqualTo("retry: 5000\n\n: ping\n\n");
    }

    @Test
    void a_slow_reader_gets_each_part_once_when_it_can_read_again() {
        Reader reader = new Reader();
        reader.out.ready = false;
        for (int i = 0; i < 5; i++) {
            hub.changed(Part.COMMITS);
            hub.tick();
        }
        reader.out.ready = true;
        reader.stream.onWritePossible();

        assertThat(reader.read()).contains("event: commits").doesNotContain("id: 2");
    }

    @Test
    void a_reader_that_takes_nothing_is_dropped() {
        Reader reader = new Reader();
        reader.out.ready = false;
        hub.changed(Part.COMMITS);
        ticks(EventStream.PATIENCE);

        assertThat(reader.ended).isTrue();
        assertThat(hub.streams()).isZero();
    }

    @Test
    void a_reader_that_left_is_forgotten() {
        Reader reader = new Reader();
        reader.out.broken = true;
        hub.changed(Part.COMMITS);
        hub.tick();

        assertThat(hub.streams()).isZero();
        assertThat(reader.ended).isTrue();
    }

    @Test
    void the_number_of_streams_is_bounded() {
        for (int i = 0; i < EventHub.MOST_STREAMS; i++) {
            assertThat(new Reader().accepted).isTrue();
        }

        assertThat(new Reader().accepted).isFalse();
    }

    @Test
    void closing_ends_every_stream_and_takes_no_more() {
        Reader reader = new Reader();
        hub.close();

        assertThat(reader.ended).isTrue();
        assertThat(new Reader().accepted).isFalse();
    }

    private void ticks(int count) {
        for (int i = 0; i < count; i++) {
            hub.tick();
        }
    }

    /** The other end of a stream, without a network. */
    private final class Reader {
        private final Out out = new Out();
        private boolean ended;
        private final EventStream stream = new EventStream(
                (AsyncContext) Proxy.newProxyInstance(
                        EventHubTest.class.getClassLoader(),
                        new Class<?>[] {AsyncContext.class},
                        (self, method, args) -> {
                            ended |= method.getName().equals("complete");
                            return null;
                        }),
                out,
                hub);
        private final boolean accepted = hub.add(stream);

        String read() {
            return out.bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private static final class Out extends ServletOutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean ready = true;
        private boolean broken;

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}

        @Override
        public void write(int octet) throws IOException {
            if (broken) {
                throw new IOException("the reader left");
            }
            bytes.write(octet);
        }
    }
}
