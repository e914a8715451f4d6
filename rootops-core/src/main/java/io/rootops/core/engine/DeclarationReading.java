package io.rootops.core.engine;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.history.GitHistory;
import io.rootops.core.memory.DeclarationMemory;
import io.rootops.core.signal.declaration.DeclaredServices;

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
            memory.store(
                    repository,
                    head,
                    git.files(head, DeclaredServices::mayBeIn, MOST_FILES, DeclaredServices.MOST_BYTES).stream()
                            .flatMap(it -> DeclaredServices.of(it.path(), it.text()).stream())
                            .distinct()
                            .limit(MOST)
                            .toList());
        }
    }
}
