package io.rootops.core.memory;

import io.rootops.core.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Record;
import org.jooq.Result;

/** What is taken off the tables before they are filled, and put back on the full ones. */
enum Stripped {
    NOTHING("nothing", false, ""),
    FOREIGN_KEYS("foreign keys", true, ""),
    WORD_INDEX("word index", false, "and i.relname = 'commit_message_words'"),
    BOTH("both", true, "and i.relname = 'commit_message_words'"),
    ALL("all but unique keys", true, "and not x.indisunique");

    private static final String FOREIGN =
            "select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint"
                    + " where contype = 'f' and connamespace = 'public'::regnamespace order by conname";
    private static final String INDEXES = "select i.relname, pg_get_indexdef(i.oid) from pg_index x"
            + " join pg_class i on i.oid = x.indexrelid where i.relnamespace = 'public'::regnamespace ";

    private final String label;
    private final boolean foreignKeys;
    private final String indexes;

    /** @param indexes condition that chooses them; empty: none */
    Stripped(String label, boolean foreignKeys, String indexes) {
        this.label = label;
        this.foreignKeys = foreignKeys;
        this.indexes = indexes;
    }

    String label() {
        return label;
    }

    /** Returns the statements that put everything back. */
    List<String> strip(TestDatabase database) {
        List<String> back = new ArrayList<>();
        if (!indexes.isEmpty()) {
            for (Record index : rows(database, INDEXES + indexes)) {
                database.execute("drop index " + index.get(0, String.class));
                back.add(index.get(1, String.class));
            }
        }
        if (foreignKeys) {
            for (Record key : rows(database, FOREIGN)) {
                String table = "alter table " + key.get(0, String.class);
                String name = " constraint " + key.get(1, String.class);
                database.execute(table + " drop" + name);
                back.add(table + " add" + name + " " + key.get(2, String.class));
            }
        }
        return back;
    }

    private static Result<Record> rows(TestDatabase database, String query) {
        return database.dsl().fetch(query);
    }
}
