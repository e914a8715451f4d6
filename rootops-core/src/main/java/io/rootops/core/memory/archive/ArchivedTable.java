package io.rootops.core.memory.archive;

import java.util.List;

/**
 * The rows of one table, in PostgreSQL's text format for COPY.
 *
 * @param columns in the order of the values in each row
 * @param sha256 of the rows as they are before compression, in hexadecimal
 */
public record ArchivedTable(String name, List<String> columns, long rows, String sha256) {
    /** Where they stand in the file. */
    String entry() {
        return "tables/" + name;
    }
}
