package io.rootops.core.memory.archive;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an archive holds.
 *
 * @param release of RootOps that wrote it, such as 0.1.0
 * @param schema version of the tables
 * @param postgres version of the server that they come from, such as 18.6
 * @param keySha256 of the key file in it; null: it has none
 */
public record ArchiveContents(
        String release,
        int schema,
        String postgres,
        Instant madeAt,
        @Nullable String keySha256,
        List<ArchivedTable> tables,
        List<ArchivedSequence> sequences) {

    public boolean hasKey() {
        return keySha256 != null;
    }

    /** Of all tables. */
    public long rows() {
        return tables.stream().mapToLong(ArchivedTable::rows).sum();
    }

    /** Of one table; 0 where there is none of this name. */
    public long rows(String table) {
        return tables.stream()
                .filter(it -> it.name().equals(table))
                .mapToLong(ArchivedTable::rows)
                .sum();
    }
}
