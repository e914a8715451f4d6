package io.rootops.core.forge;

import io.rootops.core.webhook.Arrival;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the forge remembers of the deliveries that it made or tried to make, for some days. */
public interface DeliveryLog {
    /**
     * One attempt to deliver.
     *
     * @param id of the attempt
     * @param guid of the delivery; its other attempts have the same
     * @param deliveredAt by the forge's clock
     * @param status what it was answered; 0: nothing
     */
    record Entry(long id, String guid, Instant deliveredAt, int status) {
        /** Whether it was acknowledged. */
        public boolean arrived() {
            return status / 100 == 2;
        }
    }

    /**
     * A part of it, newest first.
     *
     * @param next to be asked for the older ones with; null: there are none
     */
    record Page(List<Entry> entries, @Nullable String next) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /**
     * @param next of the page before; null: the newest
     * @throws ForgeException when it cannot be read now
     */
    Page page(@Nullable String next) throws ForgeException;

    /**
     * What was to be delivered.
     *
     * @return empty when the forge has it no more
     * @throws ForgeException when it cannot be read now
     */
    Optional<Arrival> read(Entry entry) throws ForgeException;
}
