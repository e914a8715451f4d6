package io.rootops.core.change;

/** What happened to a file in a commit; the codes are git's. */
public enum FileStatus {
    ADDED('A'),
    MODIFIED('M'),
    DELETED('D'),
    RENAMED('R'),
    TYPE_CHANGED('T');

    private final char code;

    FileStatus(char code) {
        this.code = code;
    }

    public char code() {
        return code;
    }

    /** @throws IllegalArgumentException for a letter that is none of ours */
    public static FileStatus of(char code) {
        for (FileStatus status : values()) {
            if (status.code == code) {
                return status;
            }
        }
        throw new IllegalArgumentException("file status '" + code + "'; expected one of A, M, D, R, T");
    }
}
