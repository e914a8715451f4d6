package io.rootops.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.testing.GitFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackReaderTest {
    @TempDir
    Path directory;

    @Test
    void readsWhatJgitReadsAlsoWhenItsMemoryIsShort() throws Exception {
        try (GitFixture git = GitFixture.bare(directory)) {
            List<ObjectId> blobs = grow(git);
            List<MinedCommit> loose = Mining.mine(directory);
            GitHistoryTest.run(directory, "git", "gc", "-q", "--aggressive");
            assertThat(Mining.mine(directory)).isEqualTo(loose);

            Collections.shuffle(blobs, new Random(4));
            try (ObjectReader jgit = git.repository().newObjectReader();
                    PackReader reader = new PackReader(Packs.in(directory.resolve("objects")), 1 << 20, 1 << 20)) {
                for (int round = 0; round < 3; round++) {
                    for (ObjectId id : blobs) {
                        Text text = Objects.requireNonNull(reader.read(id, Constants.OBJ_BLOB));
                        assertThat(text.copy().bytes()).isEqualTo(jgit.open(id).getBytes());
                    }
                }
                assertThat(reader.read(ObjectId.zeroId(), Constants.OBJ_BLOB)).isNull();
            }
        }
    }

    @Test
    void leavesLargeObjectsToJgit() throws Exception {
        try (GitFixture git = GitFixture.bare(directory)) {
            List<ObjectId> blobs = grow(git);
            GitHistoryTest.run(directory, "git", "gc", "-q");
            try (PackReader reader = new PackReader(Packs.in(directory.resolve("objects")), 1 << 20, 1000)) {
                assertThat(reader.read(blobs.get(0), Constants.OBJ_BLOB)).isNull();
            }
        }
    }

    /** Versions of one file of some 60 kB, each a little different: more together than the reader's memory. */
    private static List<ObjectId> grow(GitFixture git) {
        Random random = new Random(9);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            lines.add("a line of text with the number " + random.nextInt() + "\n");
        }
        List<ObjectId> blobs = new ArrayList<>();
        String last = null;
        for (int i = 0; i < 60; i++) {
            lines.set(random.nextInt(lines.size()), "changed " + i + "\n");
            String text = String.join("", lines);
            last = (last == null ? git.commit() : git.commit(last))
                    .file("dir/file.txt", text)
                    .on("main");
            blobs.add(git.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8)));
        }
        return blobs;
    }
}
