package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.BRANCH_COMMIT;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.COMMIT_MESSAGE;
import static io.rootops.core.memory.schema.Tables.FILE_CHANGE;
import static io.rootops.core.memory.schema.Tables.PATH;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.rootops.core.memory.schema.enums.RiskLevel;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;

/** A {@link CommitFilter} in SQL. */
final class CommitConditions {
    private static final int SHA_BYTES = 20;
    private static final Pattern SHA = Pattern.compile("[0-9a-fA-F]{4,40}");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}_]+");

    private CommitConditions() {}

    static Condition of(CommitFilter filter) {
        if (Stream.of(filter.branch(), filter.path(), filter.search())
                .anyMatch(it -> it != null && it.indexOf('\0') >= 0)) {
            // Stands in no text that PostgreSQL holds, and it refuses the query.
            return falseCondition();
        }
        Condition all = noCondition();
        if (filter.repository() != null) {
            all = all.and(COMMIT_MEMORY.REPOSITORY_ID.eq(filter.repository().value()));
        }
        if (filter.level() != null) {
            all = all.and(
                    COMMIT_MEMORY.LEVEL.eq(RiskLevel.valueOf(filter.level().word())));
        }
        if (filter.branch() == null) {
            all = all.and(COMMIT_MEMORY
                    .POSITION
                    .isNotNull()
                    .or(COMMIT_MEMORY.PROVISIONAL)
                    .or(COMMIT_MEMORY.LISTED.eq(ListedRows.ON_DEFAULT)));
        } else {
            all = all.and(exists(selectOne()
                    .from(BRANCH_COMMIT)
                    .where(BRANCH_COMMIT
                            .REPOSITORY_ID
                            .eq(COMMIT_MEMORY.REPOSITORY_ID)
                            .and(BRANCH_COMMIT.COMMIT_ID.eq(COMMIT_MEMORY.ID))
                            .and(BRANCH_COMMIT.BRANCH.eq(filter.branch())))));
        }
        if (filter.path() != null) {
            all = all.and(touches(PATH.PATH_.eq(filter.path()).or(PATH.PATH_.startsWith(filter.path() + "/"))));
        }
        if (filter.from() != null) {
            all = all.and(COMMIT_MEMORY.COMMITTED_AT.ge(utc(filter.from())));
        }
        if (filter.to() != null) {
            all = all.and(COMMIT_MEMORY.COMMITTED_AT.lt(utc(filter.to())));
        }
        return filter.search() == null ? all : all.and(search(filter.search().strip()));
    }

    /** Shas that begin so. */
    static Condition sha(String beginning) {
        String digits = beginning.toLowerCase(Locale.ROOT);
        if (digits.length() > 2 * SHA_BYTES) {
            return falseCondition();
        }
        byte[] low = HexFormat.of().parseHex(digits + "0".repeat(2 * SHA_BYTES - digits.length()));
        byte[] high = HexFormat.of().parseHex(digits + "f".repeat(2 * SHA_BYTES - digits.length()));
        return COMMIT_MEMORY.SHA.between(low, high);
    }

    private static Condition search(String text) {
        Condition found = words(text);
        if (SHA.matcher(text).matches()) {
            found = found.or(sha(text));
        }
        // Something like a file's name: with a directory or an ending.
        if (text.matches("\\S*[/.]\\S+") && !text.contains(" ")) {
            found = found.or(touches(PATH.PATH_.containsIgnoreCase(text)));
        }
        return found;
    }

    private static Condition words(String text) {
        String query = Arrays.stream(NO_WORD.split(text))
                .filter(it -> !it.isEmpty())
                .map(it -> "'" + it + "':*")
                .collect(Collectors.joining(" & "));
        return query.isEmpty()
                ? falseCondition()
                : exists(selectOne()
                        .from(COMMIT_MESSAGE)
                        .where(COMMIT_MESSAGE
                                .REPOSITORY_ID
                                .eq(COMMIT_MEMORY.REPOSITORY_ID)
                                .and(COMMIT_MESSAGE.COMMIT_ID.eq(COMMIT_MEMORY.ID))
                                .and(condition(
                                        "to_tsvector('simple', left({0}, 4000)) @@ to_tsquery('simple', {1})",
                                        COMMIT_MESSAGE.MESSAGE, val(query)))));
    }

    private static Condition touches(Condition path) {
        // Not tied to the outer row: before PostgreSQL 17 it would be run again for each commit.
        return row(COMMIT_MEMORY.REPOSITORY_ID, COMMIT_MEMORY.ID)
                .in(select(FILE_CHANGE.REPOSITORY_ID, FILE_CHANGE.COMMIT_ID)
                        .from(FILE_CHANGE)
                        .join(PATH)
                        .on(PATH.REPOSITORY_ID.eq(FILE_CHANGE.REPOSITORY_ID).and(PATH.ID.eq(FILE_CHANGE.PATH_ID)))
                        .where(path));
    }
}
