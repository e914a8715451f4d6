package io.rootops.core.memory;

import static org.jooq.impl.DSL.currentOffsetDateTime;

import java.time.Duration;
import java.time.OffsetDateTime;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.types.DayToSecond;

/** Rows by which replicas take turns: one does the work of an interval, whoever comes first. */
final class Claims {
    private final DSLContext db;

    Claims(DSLContext db) {
        this.db = db;
    }

    /**
     * Whether the caller is to work now: nobody else began within the interval. Who holds it and dies is followed by another
     * after that. The row is made where there is none.
     *
     * @param claimedAt when somebody last began
     */
    <R extends Record> boolean claim(
            Table<R> table,
            TableField<R, String> names,
            TableField<R, OffsetDateTime> claimedAt,
            String name,
            Duration interval) {
        Field<OffsetDateTime> now = currentOffsetDateTime();
        Field<OffsetDateTime> due = claimedAt.plus(DayToSecond.valueOf(interval));
        // Asked every second by each process: looking alone writes nothing.
        if (db.fetchExists(table, names.eq(name), due.gt(now), claimedAt.le(now))) {
            return false;
        }
        return db.insertInto(table)
                        .set(names, name)
                        .set(claimedAt, now)
                        .onConflict(names)
                        .doUpdate()
                        .set(claimedAt, now)
                        .where(claimedAt
                                .isNull()
                                .or(claimedAt.le(now.minus(DayToSecond.valueOf(interval))))
                                // A clock that was set back.
                                .or(claimedAt.gt(now)))
                        .execute()
                == 1;
    }
}
