package io.rootops.app.github;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Where a bare clone lives. Until it is whole it has another name, so whatever a killed process leaves is never taken
 * for a clone. One process and thread at a time.
 */
record CloneDirectory(Path path) {
    private static final Pattern LEFT_OVER = Pattern.compile(".*\\.lock|objects/incoming_.*|objects/pack/.*\\.tmp");

    boolean exists() {
        return Files.isRegularFile(path.resolve("HEAD")) && Files.isDirectory(path.resolve("objects"));
    }

    /** An empty repository under the other name; what stood there is removed. */
    Repository begin(String originUrl) throws IOException {
        delete(unfinished());
        Files.createDirectories(path.getParent());
        Repository repository = repository(unfinished());
        repository.create(true);
        StoredConfig config = repository.getConfig();
        config.setString("remote", "origin", "url", originUrl);
        // JGit makes more than 50 packs one after a fetch: before it returns, not while the next fetch begins; and
        // the old ones at once, as only one process writes here.
        config.setBoolean("gc", null, "autodetach", false);
        config.setString("gc", null, "prunepackexpire", "now");
        config.save();
        return repository;
    }

    void finish() throws IOException {
        delete(path);
        Files.move(unfinished(), path, StandardCopyOption.ATOMIC_MOVE);
    }

    /** With whatever of it is unfinished. */
    void remove() throws IOException {
        delete(unfinished());
        delete(path);
    }

    /** What may stand there. */
    List<Path> paths() {
        return List.of(path, unfinished());
    }

    void giveUp() throws IOException {
        delete(unfinished());
    }

    /** Opens the whole clone, without the locks and half-received packs that a killed fetch left in it. */
    Repository open() throws IOException {
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (LEFT_OVER.matcher(path.relativize(file).toString()).matches()) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return repository(path);
    }

    private static Repository repository(Path directory) throws IOException {
        return new FileRepositoryBuilder()
                .setGitDir(directory.toFile())
                .setBare()
                .build();
    }

    private Path unfinished() {
        return path.resolveSibling(path.getFileName() + ".unfinished");
    }

    /** A command and the server whose data directory it is may do this at once: what is gone already is no failure. */
    static void delete(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                unlessGone(failure);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    unlessGone(failure);
                }
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void unlessGone(IOException failure) throws IOException {
        if (!(failure instanceof NoSuchFileException)) {
            throw failure;
        }
    }
}
