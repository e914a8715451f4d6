package io.rootops.core.report;

/** How a forge shows it. */
public enum ReportKind {
    /** With a text, updated in place; only Apps may write it. */
    CHECK_RUN,
    /** One line. */
    STATUS,
    /** On the pull request whose head it is: one, edited in place; only where a team asks for it. */
    COMMENT
}
