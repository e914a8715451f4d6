package io.rootops.core.history;

import io.rootops.core.change.ChangedFile;

/**
 * A file of a mined commit.
 *
 * @param fileId stays the same through renames, and when a deleted file comes back under its name
 * @param identifiers names and words of three bytes or more in the changed lines of code and of text that people write, without
 *     lines that name people; commonest first, as {@link ChangedIdentifiers} reads them
 */
public record MinedFile(ChangedFile file, int fileId, String identifiers) {}
