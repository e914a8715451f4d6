package io.rootops.core.engine;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.history.GitHistory;
import io.rootops.core.history.Snapshot;
import io.rootops.core.memory.DeclarationMemory;
import io.rootops.core.signal.declaration.DeclaredServices;
import io.rootops.core.signal.origin.Declaration;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads which services the compose files and Kubernetes manifests of a repository declare. */
final class DeclarationReading {
    private static final int MOST_FILES = 2_000;
    private static final int MOST = 5_000;

    private final DeclarationMemory memory;

    DeclarationReading(DeclarationMemory memory) {
        this.memory = memory;
    }

    /** Costs nothing where the head is as before. */
    void read(RepositoryId repository, GitHistory git, String head) {
        if (!memory.isReadAt(repository, head)) {
            memory.store(repository, head, declared(git, head));
        }
    }

    /** One file at a time, as together they may be large. */
    private static List<Declaration> declared(GitHistory git, String head) {
        try (Snapshot snapshot = git.snapshot(head)) {
            return snapshot.files().stream()
                    .filter(it -> DeclaredServices.mayBeIn(it.path()))
                    .limit(MOST_FILES)
                    .flatMap(file -> snapshot.content(file).stream()
                            .flatMap(it ->
                                    DeclaredServices.of(file.path(), new String(it, StandardCharsets.UTF_8)).stream()))
                    .distinct()
                    .limit(MOST)
                    .toList();
        }
    }
}
