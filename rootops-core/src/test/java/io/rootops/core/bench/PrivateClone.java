package io.rootops.core.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A bare clone of one branch that git can read to the end: where the source lacks a file's content (a partial clone, a
 * mirror without large files) git would stop, so an empty one stands in for it by a replace ref.
 */
record PrivateClone(Path directory, int missingBlobs) {

    static PrivateClone of(Path source, Path parent) throws IOException, InterruptedException {
        Path clone = parent.resolve("repository.git");
        Timed.run(List.of(
                "git",
                "clone",
                "-q",
                "--bare",
                "--no-hardlinks",
                "--single-branch",
                "--no-tags",
                source.toString(),
                clone.toString()));
        String git = "--git-dir=" + clone;
        String objects = Timed.run(List.of("git", git, "rev-list", "--objects", "--missing=print", "HEAD"))
                .output();
        List<String> missing = objects.lines()
                .filter(it -> it.startsWith("?"))
                .map(it -> it.substring(1, 41))
                .toList();
        String empty = Timed.run(List.of("git", git, "hash-object", "-w", "/dev/null"))
                .output()
                .strip();
        for (String id : missing) {
            Timed.run(List.of("git", git, "update-ref", "refs/replace/" + id, empty));
        }
        return new PrivateClone(clone, missing.size());
    }

    /** With all that is in it. */
    static void delete(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
