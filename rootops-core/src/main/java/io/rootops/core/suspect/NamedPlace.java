package io.rootops.core.suspect;

import org.jspecify.annotations.Nullable;

/**
 * A file that the text names, as a frame, a failing test or a word.
 *
 * @param file name of a file without its extension, or the end of a path with it, or an absolute path of another machine
 * @param method that is named with it
 * @param weight how much the name counts, above 0 to 1
 * @param frame place of its frame in {@link SuspectQuery#frames()}, from 1; 0: not of a frame
 */
public record NamedPlace(String file, @Nullable String method, double weight, int frame) {

    /** The name of the file without folders: what a file must be called, with or without its extension, to be hit. */
    public String baseName() {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /** Whether the name means this file of the repository. */
    public boolean hits(String path) {
        if (file.startsWith("/")) {
            return file.endsWith("/" + path) || sameEnd(path);
        }
        if (file.indexOf('.') >= 0 || file.indexOf('/') >= 0) {
            return path.equals(file) || path.endsWith("/" + file);
        }
        int from = path.lastIndexOf('/') + 1;
        int dot = path.lastIndexOf('.');
        return (dot > from ? dot : path.length()) - from == file.length() && path.startsWith(file, from);
    }

    /** The folder above has to be the same too: index.js alone says nothing. */
    private boolean sameEnd(String path) {
        int last = path.lastIndexOf('/');
        return last > 0 && file.endsWith("/" + path.substring(path.lastIndexOf('/', last - 1) + 1));
    }
}
