package io.rootops.core.suspect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The paths of a repository's files, past ones too, by their numbers and by their names. Not thread-safe while it grows. */
public final class RepositoryPaths {
    private final List<String> paths = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    /** By the name without folders, and by the one without its ending too. */
    private final Map<String, List<Integer>> byName = new HashMap<>();

    /** The number of this path, new ones from 0 on. */
    public int add(String path) {
        Integer known = numbers.get(path);
        if (known != null) {
            return known;
        }
        int number = paths.size();
        paths.add(path);
        numbers.put(path, number);
        String name = SourcePath.name(path);
        String base = SourcePath.baseName(path);
        byName.computeIfAbsent(name, none -> new ArrayList<>(1)).add(number);
        if (!base.equals(name)) {
            byName.computeIfAbsent(base, none -> new ArrayList<>(1)).add(number);
        }
        return number;
    }

    String path(int number) {
        return paths.get(number);
    }

    /** The numbers of all files that the name may mean. */
    List<Integer> named(NamedPlace name) {
        return byName.getOrDefault(name.baseName(), List.of()).stream()
                .filter(it -> name.hits(paths.get(it)))
                .toList();
    }
}
