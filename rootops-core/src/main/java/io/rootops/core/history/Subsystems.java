package io.rootops.core.history;

/** Which part of a repository a path lies in. */
final class Subsystems {
    private Subsystems() {}

    /** The first two directories of a path with three parts or more, else its first part. */
    static String of(String path) {
        int first = path.indexOf('/');
        if (first < 0) {
            return path;
        }
        int second = path.indexOf('/', first + 1);
        return path.substring(0, second < 0 ? first : second);
    }

    /** The directory that holds the file; "" for the root. */
    static String directory(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** The top-level directory; "" for the root. */
    static String top(String path) {
        return path.substring(0, Math.max(0, path.indexOf('/')));
    }
}
