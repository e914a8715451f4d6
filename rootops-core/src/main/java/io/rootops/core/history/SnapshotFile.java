package io.rootops.core.history;

/**
 * A file of a commit's tree.
 *
 * @param blob the id of its content, of 40 hexadecimal digits: the same wherever the content is the same
 */
public record SnapshotFile(String path, String blob) {

    /** Whether it is written in a programming language; tests are. */
    public boolean code() {
        return PathKinds.of(path).anyCode();
    }

    public boolean test() {
        return PathKinds.of(path).test();
    }
}
