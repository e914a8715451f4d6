package io.rootops.app.cli;

import io.rootops.core.memory.archive.ArchiveContents;
import java.util.Locale;

/** What an archive holds, in a line. */
final class ArchiveWords {
    private ArchiveWords() {}

    static String of(ArchiveContents it) {
        return TerminalText.of(String.format(
                Locale.ENGLISH,
                "%,d repositories, %,d commits, %,d rows in all; of %s, RootOps %s, schema %d, PostgreSQL %s",
                it.rows("repository"),
                it.rows("commit_memory"),
                it.rows(),
                it.madeAt(),
                it.release(),
                it.schema(),
                it.postgres()));
    }
}
