package io.rootops.app.cli;

/** How a command ends, for scripts; the help texts and the reference list the same. */
final class ExitCode {
    static final int OK = 0;

    /** The doctor found something that is configured and does not work, or health a server that is not ready. */
    static final int FAILED_CHECK = 1;

    static final int USAGE = 2;
    static final int UNREADABLE = 3;
    static final int REFUSED = 4;

    /** A defect of RootOps; the number is that of sysexits.h. */
    static final int DEFECT = 70;

    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
