package io.rootops.core.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A real git repository, built commit by commit with every detail at hand. Each commit is a minute after the last. */
public final class GitFixture implements AutoCloseable {
    private final Repository repository;
    private final Map<String, TreeMap<String, Entry>> trees = new HashMap<>();
    private long clock = 1_600_000_000;

    record Entry(FileMode mode, ObjectId id) {}

    private GitFixture(Repository repository) {
        this.repository = repository;
    }

    /** A new bare repository whose HEAD names main. */
    public static GitFixture bare(Path directory) {
        try {
            Repository repository = new FileRepositoryBuilder()
                    .setGitDir(directory.toFile())
                    .setBare()
                    .build();
            repository.create(true);
            repository.updateRef(Constants.HEAD, true).link(Constants.R_HEADS + "main");
            return new GitFixture(repository);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Repository repository() {
        return repository;
    }

    /** Begins a commit; nothing is written before {@link FixtureCommit#on} or {@link FixtureCommit#write}. */
    public FixtureCommit commit(String... parents) {
        clock += 60;
        return new FixtureCommit(this, parents, clock);
    }

    /** Makes a branch point at a commit. */
    public void branch(String name, String sha) {
        try {
            RefUpdate update = repository.updateRef(Constants.R_HEADS + name);
            update.setNewObjectId(ObjectId.fromString(sha));
            update.setForceUpdate(true);
            update.update();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void delete(String branch) {
        try {
            RefUpdate update = repository.updateRef(Constants.R_HEADS + branch);
            update.setForceUpdate(true);
            update.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ObjectId insert(int type, byte[] data) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(type, data);
            inserter.flush();
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TreeMap<String, Entry> filesOf(String commit) {
        return new TreeMap<>(trees.get(commit));
    }

    String write(TreeMap<String, Entry> files, byte[] beforeMessage) {
        ByteArrayOutputStream commit = new ByteArrayOutputStream();
        commit.writeBytes(("tree " + tree(files).name() + "\n").getBytes(StandardCharsets.US_ASCII));
        commit.writeBytes(beforeMessage);
        String sha = insert(Constants.OBJ_COMMIT, commit.toByteArray()).name();
        trees.put(sha, files);
        return sha;
    }

    /** Names are one character a byte here. */
    private ObjectId tree(Map<String, Entry> files) {
        TreeMap<String, Entry> entries = new TreeMap<>();
        Map<String, TreeMap<String, Entry>> directories = new HashMap<>();
        files.forEach((path, entry) -> {
            int slash = path.indexOf('/');
            if (slash < 0) {
                entries.put(path, entry);
            } else {
                directories
                        .computeIfAbsent(path.substring(0, slash), name -> new TreeMap<>())
                        .put(path.substring(slash + 1), entry);
            }
        });
        directories.forEach((name, inside) -> entries.put(name + "/", new Entry(FileMode.TREE, tree(inside))));
        TreeFormatter formatter = new TreeFormatter();
        entries.forEach((name, entry) -> formatter.append(
                name.replace("/", "").getBytes(StandardCharsets.ISO_8859_1), entry.mode(), entry.id()));
        return insert(Constants.OBJ_TREE, formatter.toByteArray());
    }

    @Override
    public void close() {
        repository.close();
    }
}
