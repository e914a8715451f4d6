package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.DECLARED_SERVICE;
import static io.rootops.core.memory.schema.Tables.REPOSITORY;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.memory.schema.tables.records.DeclaredServiceRecord;
import io.rootops.core.signal.origin.Declaration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jooq.DSLContext;

/** Which services the files of a repository declare. Thread-safe. */
public final class DeclarationMemory {
    private final DSLContext db;

    public DeclarationMemory(DSLContext db) {
        this.db = db;
    }

    /** Whether they were read at this head. */
    public boolean isReadAt(RepositoryId repository, String head) {
        return db.fetchExists(
                REPOSITORY,
                REPOSITORY.ID.eq(repository.value()),
                REPOSITORY.DECLARED_HEAD.eq(HexFormat.of().parseHex(head)));
    }

    /** Replaces what was declared before. Of two that do it at once the last one counts. */
    public void store(RepositoryId repository, String head, List<Declaration> declarations) {
        db.transaction(tx -> {
            int known = tx.dsl()
                    .update(REPOSITORY)
                    .set(REPOSITORY.DECLARED_HEAD, HexFormat.of().parseHex(head))
                    .where(REPOSITORY.ID.eq(repository.value()))
                    .execute();
            tx.dsl()
                    .deleteFrom(DECLARED_SERVICE)
                    .where(DECLARED_SERVICE.REPOSITORY_ID.eq(repository.value()))
                    .execute();
            if (known == 1) {
                tx.dsl().batchInsert(records(repository, declarations)).execute();
            }
        });
    }

    private static List<DeclaredServiceRecord> records(RepositoryId repository, List<Declaration> declarations) {
        List<DeclaredServiceRecord> records = new ArrayList<>();
        for (Declaration it : declarations) {
            records.add(new DeclaredServiceRecord(
                    repository.value(), records.size() + 1, it.service(), it.file(), it.path(), it.image()));
        }
        return records;
    }

    /** In their order. */
    public List<Declaration> of(RepositoryId repository) {
        return db.selectFrom(DECLARED_SERVICE)
                .where(DECLARED_SERVICE.REPOSITORY_ID.eq(repository.value()))
                .orderBy(DECLARED_SERVICE.NUMBER)
                .fetch(it -> new Declaration(it.getService(), it.getFile(), it.getPath(), it.getImage()));
    }
}
