package io.rootops.core.memory.archive;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;

/** Rows as they are read, and whether these are those that were written. */
final class TableRows extends DigestInputStream {
    private final ArchivedTable table;

    TableRows(InputStream in, ArchivedTable table) {
        super(in, Checksum.digest());
        this.table = table;
    }

    /** After the last byte. */
    void requireWhole() throws IOException {
        if (!Checksum.text(getMessageDigest().digest()).equals(table.sha256())) {
            throw new IOException("the checksum of " + table.name() + " differs");
        }
    }
}
