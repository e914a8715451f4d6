package io.rootops.core.signal.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/**
 * Finds the files that patterns name, and what rotation made of them in the same directory. A pattern is a path with
 * {@code *}, {@code ?}, {@code [a-z]} or <code>{a,b}</code> in its parts, no slash between them, and {@code **} for directories of any depth; one that
 * names a directory means {@code *.log} in it.
 */
final class LogPaths {
    private static final String ANY_DEPTH = "**";
    private static final int DEEPEST = 12;
    /** Looked at in one search; a pattern over a whole disk comes to an end, too. */
    private static final int MOST_ENTRIES = 200_000;

    private final List<String> patterns;

    /** @throws IllegalArgumentException when one is no pattern */
    LogPaths(List<String> patterns) {
        this.patterns = patterns.stream().map(String::strip).toList();
        for (String pattern : this.patterns) {
            try {
                // By parts, as they are looked for: braces that hold a slash match nothing.
                for (String part : pattern.split("/+")) {
                    FileSystems.getDefault().getPathMatcher("glob:" + part);
                }
            } catch (PatternSyntaxException | InvalidPathException e) {
                throw new IllegalArgumentException(
                        "LOG_PATHS has " + pattern + ", which is no pattern of paths such as /logs/*.log: "
                                + e.getMessage(),
                        e);
            }
        }
    }

    /** Regular files that match now, each once, in the order of patterns and names. */
    List<FoundFile> find(Notes notes) {
        Search search = new Search(notes);
        for (String pattern : patterns) {
            search.pattern(pattern);
        }
        return search.files();
    }

    private static final class Search {
        private final Notes notes;
        private final Map<Path, FoundFile> found = new LinkedHashMap<>();
        private final Map<Long, FoundFile> byKey = new HashMap<>();
        private final Set<Path> named = new HashSet<>();
        private int entries;

        Search(Notes notes) {
            this.notes = notes;
        }

        void pattern(String pattern) {
            Path base = Path.of(pattern.startsWith("/") ? "/" : "").toAbsolutePath();
            List<String> parts = new ArrayList<>(List.of(pattern.split("/+")));
            parts.removeIf(String::isEmpty);
            if (parts.isEmpty()) {
                return;
            }
            boolean magic = parts.stream().anyMatch(Search::magic);
            if (!magic && Files.isDirectory(base.resolve(pattern))) {
                parts.add("*.log");
            }
            walk(base, parts, 0, 0);
        }

        private void walk(Path directory, List<String> parts, int index, int depth) {
            String part = parts.get(index);
            boolean last = index == parts.size() - 1;
            if (part.equals(ANY_DEPTH)) {
                walk(directory, last ? List.of("*.log") : parts, last ? 0 : index + 1, depth);
                if (depth < DEEPEST) {
                    for (Path child : children(directory)) {
                        if (!hidden(child) && Files.isDirectory(child)) {
                            walk(child, parts, index, depth + 1);
                        }
                    }
                }
            } else if (last) {
                PathMatcher matcher = matcher(part);
                children(directory).forEach(it -> file(it, matcher));
            } else if (magic(part)) {
                PathMatcher matcher = matcher(part);
                for (Path child : children(directory)) {
                    if (matcher.matches(child.getFileName()) && Files.isDirectory(child)) {
                        walk(child, parts, index + 1, depth);
                    }
                }
            } else {
                walk(directory.resolve(part), parts, index + 1, depth);
            }
        }

        private void file(Path path, PathMatcher matcher) {
            FileName name = FileName.of(path.getFileName().toString());
            boolean direct = !name.gzip() && matcher.matches(path.getFileName());
            if (direct) {
                named.add(path);
            }
            if (direct || matcher.matches(Path.of(name.live()))) {
                add(path, path.resolveSibling(name.live()), name);
            }
            if (direct && Files.isSymbolicLink(path)) {
                link(path);
            }
        }

        /** What rotation made of the file that a link leads to, as container runtimes have it. */
        private void link(Path link) {
            try {
                Path target = link.toRealPath();
                for (Path sibling : children(target.resolveSibling(""))) {
                    FileName name = FileName.of(sibling.getFileName().toString());
                    if (name.rotated() && target.endsWith(name.live())) {
                        add(sibling, link, name);
                    }
                }
            } catch (NoSuchFileException e) {
                return; // it leads to what is gone
            } catch (IOException e) {
                notes.unreadable(link, e);
            }
        }

        private void add(Path path, Path live, FileName name) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                if (attributes.isRegularFile()) { // to open a pipe would wait for who writes
                    FoundFile file = FoundFile.of(path, live, name, attributes);
                    FoundFile other = file.key() == 0 ? null : byKey.get(file.key());
                    if (other == null || Files.isSymbolicLink(other.path())) {
                        byKey.put(file.key(), file);
                        found.remove(other == null ? path : other.path());
                        found.put(path, file);
                    }
                }
            } catch (NoSuchFileException e) {
                return; // rotated just now, or a link to what is gone
            } catch (IOException e) {
                notes.unreadable(path, e);
            }
        }

        private List<Path> children(Path directory) {
            List<Path> children = new ArrayList<>();
            if (entries > MOST_ENTRIES) {
                return children;
            }
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
                for (Path child : stream) {
                    if (++entries > MOST_ENTRIES) {
                        notes.add("Not all directories were looked through, since there are more than " + MOST_ENTRIES
                                + " entries: let LOG_PATHS name fewer.");
                        break;
                    }
                    children.add(child);
                }
            } catch (NoSuchFileException | NotDirectoryException e) {
                return List.of(); // may come
            } catch (DirectoryIteratorException e) {
                notes.unreadable(directory, new IOException(e));
            } catch (IOException e) {
                notes.unreadable(directory, e);
            }
            children.sort(null);
            return children;
        }

        /**
         * What is there, with the newest of a family for its live file where none has the name without additions, as in
         * {@code orders-2026-11-29.log}.
         */
        List<FoundFile> files() {
            Map<Path, FoundFile> newest = new HashMap<>();
            for (FoundFile file : found.values()) {
                newest.merge(file.live(), file, Search::livelier);
            }
            Collection<FoundFile> files = found.values();
            return files.stream()
                    .map(it -> it.equals(newest.get(it.live())) && named.contains(it.path()) ? it.asLive() : it)
                    .toList();
        }

        private static FoundFile livelier(FoundFile one, FoundFile other) {
            if (one.rotated() != other.rotated()) {
                return one.rotated() ? other : one;
            }
            return other.modified().isBefore(one.modified()) ? one : other;
        }

        private static boolean magic(String part) {
            return part.chars().anyMatch(it -> "*?[{".indexOf(it) >= 0);
        }

        private static boolean hidden(Path path) {
            return path.getFileName().toString().startsWith(".");
        }

        private static PathMatcher matcher(String part) {
            return FileSystems.getDefault().getPathMatcher("glob:" + part);
        }
    }
}
