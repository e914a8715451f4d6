package io.rootops.core.memory;

import io.rootops.core.change.Author;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.pull.ChangedPath;
import io.rootops.core.pull.FilePast;
import io.rootops.core.pull.ReplacedLines;
import io.rootops.core.pull.Touch;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** The past of the files that some commits change. */
public final class FilePasts {
    private static final int MOST_FILES = 30;
    private static final int MOST_TOUCHES_OF_EACH = 100;
    private static final int MOST_NEARBY = 200;
    private static final int MOST_LINES = 500;

    private static final String FILES = """
            select fc.file_id, max(p.path) as path, sum(fc.lines_added + fc.lines_deleted)::int as lines
            from commit_memory c
            join file_change fc on fc.repository_id = c.repository_id and fc.commit_id = c.id
            join path p on p.repository_id = fc.repository_id and p.id = fc.path_id
            where c.repository_id = {0} and c.sha = any({1})
            group by fc.file_id order by lines desc, path limit {2}""";

    private static final String TOUCHES = """
            select {2}::text as path, c.sha, c.subject, c.committed_at, a.email, a.name, a.bot
            from file_change fc
            join commit_memory c on c.repository_id = fc.repository_id and c.id = fc.commit_id
            join author a on a.repository_id = c.repository_id and a.id = c.author_id
            where fc.repository_id = {0} and fc.file_id = {1}
              and c.position < {5} and not c.sha = any({3})
            order by c.position desc limit {4}""";

    private static final String BEGIN = """
            select coalesce(min(position), 2147483647) as position
            from commit_memory where repository_id = {0} and sha = any({1})""";

    private static final String LINES = """
            select p.path, r.lines, r.beside, o.committed_at, a.email, a.name, a.bot
            from commit_memory c
            join replaced_lines r on r.repository_id = c.repository_id and r.commit_id = c.id
            join path p on p.repository_id = r.repository_id and p.id = r.path_id
            join commit_memory o on o.repository_id = r.repository_id and o.sha = r.origin
            join author a on a.repository_id = o.repository_id and a.id = o.author_id
            where c.repository_id = {0} and c.sha = any({1}) and not r.origin = any({1})
            order by r.lines desc, r.beside desc, p.path, r.origin limit {2}""";

    private static final String NEARBY = """
            select distinct on (c.position) p.path, c.sha, c.subject, c.committed_at, a.email, a.name, a.bot
            from outcome o
            join commit_memory c on c.repository_id = o.repository_id and c.sha = o.sha
            join file_change fc on fc.repository_id = c.repository_id and fc.commit_id = c.id
            join path p on p.repository_id = fc.repository_id and p.id = fc.path_id
            join author a on a.repository_id = c.repository_id and a.id = c.author_id
            where o.repository_id = {0} and o.strong and c.position < {4} and not c.sha = any({2})
              and regexp_replace(p.path, '[^/]*$', '') = any({1})
            order by c.position desc limit {3}""";

    private final DSLContext db;

    public FilePasts(DSLContext db) {
        this.db = db;
    }

    private record File(int id, ChangedPath changed) {}

    /** The files of a range alone, most changed first, at most 30: as in {@link #of}, at less cost. */
    public List<ChangedPath> files(RepositoryId repository, Collection<String> shas) {
        return files(repository, bytes(shas)).stream().map(File::changed).toList();
    }

    /** @param shas of the commits of a range: of their own they are no past, nor is what came to the default branch later */
    public FilePast of(RepositoryId repository, Collection<String> shas) {
        byte[][] commits = bytes(shas);
        List<File> files = files(repository, commits);
        int begin = db.resultQuery(BEGIN, DSL.val(repository.value()), DSL.val(commits))
                .fetchSingle("position", Integer.class);
        String[] directories = files.stream()
                .map(it -> directory(it.changed().path()))
                .filter(it -> !it.isEmpty())
                .distinct()
                .toArray(String[]::new);
        return new FilePast(
                files.stream().map(File::changed).toList(),
                files.stream()
                        .flatMap(it -> touches(repository, it, commits, begin).stream())
                        .toList(),
                lines(repository, commits),
                directories.length == 0 ? List.of() : nearby(repository, directories, commits, begin));
    }

    private List<File> files(RepositoryId repository, byte[][] commits) {
        return db.resultQuery(FILES, DSL.val(repository.value()), DSL.val(commits), DSL.val(MOST_FILES))
                .fetch(it -> new File(
                        it.get("file_id", Integer.class),
                        new ChangedPath(it.get("path", String.class), it.get("lines", Integer.class))));
    }

    private List<Touch> touches(RepositoryId repository, File file, byte[][] commits, int begin) {
        return db.resultQuery(
                        TOUCHES,
                        DSL.val(repository.value()),
                        DSL.val(file.id()),
                        DSL.val(file.changed().path()),
                        DSL.val(commits),
                        DSL.val(MOST_TOUCHES_OF_EACH),
                        DSL.val(begin))
                .fetch(FilePasts::touch);
    }

    private List<ReplacedLines> lines(RepositoryId repository, byte[][] commits) {
        return db.resultQuery(LINES, DSL.val(repository.value()), DSL.val(commits), DSL.val(MOST_LINES))
                .fetch(it -> new ReplacedLines(
                        it.get("path", String.class),
                        author(it),
                        it.get("committed_at", OffsetDateTime.class).toInstant(),
                        it.get("lines", Integer.class),
                        it.get("beside", Integer.class)));
    }

    private List<Touch> nearby(RepositoryId repository, String[] directories, byte[][] commits, int begin) {
        return db.resultQuery(
                        NEARBY,
                        DSL.val(repository.value()),
                        DSL.val(directories),
                        DSL.val(commits),
                        DSL.val(MOST_NEARBY),
                        DSL.val(begin))
                .fetch(FilePasts::touch);
    }

    private static byte[][] bytes(Collection<String> shas) {
        return shas.stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new);
    }

    private static String directory(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    private static Touch touch(Record row) {
        return new Touch(
                row.get("path", String.class),
                HexFormat.of().formatHex(row.get("sha", byte[].class)),
                row.get("subject", String.class),
                author(row),
                row.get("committed_at", OffsetDateTime.class).toInstant());
    }

    private static Author author(Record row) {
        return new Author(row.get("email", String.class), row.get("name", String.class), row.get("bot", Boolean.class));
    }
}
