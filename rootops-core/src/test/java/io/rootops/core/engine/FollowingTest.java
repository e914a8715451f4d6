package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.testing.TestDatabase;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowingTest {
    @TempDir
    private Path directory;

    @Test
    void aRepositoryIsOneWhicheverOfItsDirectoriesIsNamed() throws Exception {
        Path shop = directory.resolve("shop");
        Path inside = Files.createDirectories(shop.resolve("src/main"));
        try (Repository repository =
                        FileRepositoryBuilder.create(shop.resolve(".git").toFile());
                TestDatabase db = TestDatabase.create()) {
            repository.create();
            RepositoryMemory repositories = new RepositoryMemory(db.dsl());
            Following following = new Following(repositories, URI.create("https://github.com"));

            TrackedRepository first = following.local(inside);
            following.local(shop);
            following.local(shop.resolve(".git"));
            following.local(Files.createSymbolicLink(directory.resolve("link"), shop));

            assertThat(repositories.all()).hasSize(1);
            assertThat(first.name()).isEqualTo("local/shop");
            assertThat(first.location()).isEqualTo(shop.toRealPath().toString());
        }
    }
}
