package io.rootops.core.signal.origin;

import io.rootops.core.change.RepositoryId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A repository that services may come from.
 *
 * @param name owner/name
 * @param directories those that are built by themselves, as a file in them shows; without a slash at either end, and without
 *     the topmost one
 * @param declarations of services, in its files
 */
public record KnownRepository(RepositoryId id, String name, List<String> directories, List<Declaration> declarations) {
    /** What lies below a directory of such a name is no service of the repository. */
    private static final Set<String> NOT_BUILT_HERE = Set.of(
            "test", "tests", "testdata", "fixtures", "example", "examples", "vendor", "node_modules", "third_party");

    public KnownRepository {
        directories = List.copyOf(directories);
        declarations = List.copyOf(declarations);
    }

    /** Whether what lies at a path may be built as a service of its repository. */
    public static boolean builds(String path) {
        return Stream.of(path.split("/")).noneMatch(NOT_BUILT_HERE::contains);
    }
}
