package io.rootops.core.history;

import io.rootops.core.change.ChangedFile;

/**
 * A file of a mined commit.
 *
 * @param fileId stays the same through renames, and when a deleted file comes back under its name
 * @param identifiers names of three bytes or more in the changed lines of code (no comments, no imports), commonest
 *     first, as {@link ChangedIdentifiers} reads them; at most 400 a commit
 */
public record MinedFile(ChangedFile file, int fileId, String identifiers) {}
