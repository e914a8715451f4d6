package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.AUTHOR;
import static io.rootops.core.memory.schema.Tables.PATH;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.val;

import io.rootops.core.change.Author;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Numbers of one repository's authors and paths. New ones are stored; to be called under the repository's lock. */
final class KnownIds {
    private final int repository;
    private final Map<String, Integer> authors = new HashMap<>();
    private final Map<String, Integer> paths = new HashMap<>();

    KnownIds(int repository) {
        this.repository = repository;
    }

    /** To be called when a transaction failed: what it numbered does not exist. */
    void forget() {
        authors.clear();
        paths.clear();
    }

    int author(Author author) {
        return known(authors, author.email());
    }

    int path(String path) {
        return known(paths, path);
    }

    void learnAuthors(Connection connection, Stream<Author> wanted) throws SQLException {
        Map<String, Author> missing = new LinkedHashMap<>();
        wanted.filter(it -> !authors.containsKey(it.email())).forEach(it -> missing.putIfAbsent(it.email(), it));
        if (missing.isEmpty()) {
            return;
        }
        int next = 1
                + lookUp(connection, authors, missing.keySet(), AUTHOR, AUTHOR.REPOSITORY_ID, AUTHOR.ID, AUTHOR.EMAIL);
        CopyRows rows = new CopyRows("author (repository_id, id, email, name, bot)");
        for (Author author : missing.values()) {
            if (authors.putIfAbsent(author.email(), next) == null) {
                rows.add(repository)
                        .add(next++)
                        .add(author.email())
                        .add(author.name())
                        .add(author.bot())
                        .endRow();
            }
        }
        rows.send(connection);
    }

    void learnPaths(Connection connection, Stream<String> wanted) throws SQLException {
        Map<String, String> missing = new LinkedHashMap<>();
        wanted.filter(it -> !paths.containsKey(it)).forEach(it -> missing.put(it, it));
        if (missing.isEmpty()) {
            return;
        }
        int next = 1 + lookUp(connection, paths, missing.keySet(), PATH, PATH.REPOSITORY_ID, PATH.ID, PATH.PATH_);
        CopyRows rows = new CopyRows("path (repository_id, id, path)");
        for (String path : missing.keySet()) {
            if (paths.putIfAbsent(path, next) == null) {
                rows.add(repository).add(next++).add(path).endRow();
            }
        }
        rows.send(connection);
    }

    /** Puts the numbers of those that are stored into {@code known}; gives the largest number of all. */
    private int lookUp(
            Connection connection,
            Map<String, Integer> known,
            Collection<String> wanted,
            Table<?> table,
            Field<Integer> repositoryId,
            Field<Integer> id,
            Field<String> key) {
        DSLContext db = DSL.using(connection, SQLDialect.POSTGRES);
        int largest = db.select(coalesce(max(id), 0))
                .from(table)
                .where(repositoryId.eq(repository))
                .fetchSingle()
                .value1();
        if (largest > 0) {
            db.select(id, key)
                    .from(table)
                    .where(repositoryId.eq(repository))
                    // Not = any(…), which a plan for whatever array compares one by one.
                    .and(condition("{0} in (select unnest({1}))", key, val(wanted.toArray(String[]::new))))
                    .forEach(it -> known.put(it.value2(), it.value1()));
        }
        return largest;
    }

    private static int known(Map<String, Integer> ids, String key) {
        Integer id = ids.get(key);
        if (id == null) {
            throw new IllegalStateException("'" + key + "' was not learned before it was used");
        }
        return id;
    }
}
