package io.rootops.core.risk;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is known of a commit at the moment it lands. The order is that of the stored vectors: append only, and raise
 * the miner's version when a definition changes.
 *
 * <p>The first fourteen are those of Kamei et al., "A Large-Scale Empirical Study of Just-in-Time Quality Assurance",
 * TSE 2013.
 */
public enum Feature {
    NS(Family.SIZE, "top-level directories touched"),
    ND(Family.SIZE, "directories touched"),
    NF(Family.SIZE, "files touched"),
    ENT(Family.SIZE, "entropy of the churn over the files, in bits"),
    LA(Family.SIZE, "lines added"),
    LD(Family.SIZE, "lines deleted"),
    LT(Family.SIZE, "mean lines per file before the change"),
    FIX(Family.MESSAGE, "the subject speaks of a fix"),
    NDEV(Family.HISTORY, "earlier developers of the files"),
    AGE(Family.HISTORY, "mean days since the files' last change"),
    NUC(Family.HISTORY, "mean earlier changes of the files"),
    EXP(Family.AUTHOR, "earlier commits of the author"),
    REXP(Family.AUTHOR, "the same, each weighted by 1 / (1 + years)"),
    SEXP(Family.AUTHOR, "mean earlier commits of the author in the touched subsystems"),
    NEWF(Family.SIZE, "files added"),
    DELF(Family.SIZE, "files deleted"),
    RENF(Family.SIZE, "files renamed"),
    TESTF(Family.KINDS, "test files"),
    BUILDF(Family.KINDS, "build files"),
    MIGF(Family.KINDS, "database migrations"),
    CONFF(Family.KINDS, "configuration files"),
    DOCF(Family.KINDS, "documentation files"),
    CODEF(Family.KINDS, "code files that are no tests"),
    TESTCHURN(Family.SIZE, "lines added and deleted in test files"),
    CODEADD(Family.SIZE, "lines added in code that is no test"),
    FFIX(Family.HISTORY, "earlier fixes on the files"),
    FFIXMAX(Family.HISTORY, "earlier fixes on the most fixed file"),
    FFIX180(Family.HISTORY, "fixes on the files in 180 days"),
    CHGMAX(Family.HISTORY, "earlier changes of the most changed file"),
    CHG30(Family.HISTORY, "changes of the files in 30 days"),
    OWN(Family.AUTHOR, "the author's mean share of the files' earlier changes"),
    MAXLOC(Family.SIZE, "lines of the largest file before the change"),
    FREV(Family.HISTORY, "earlier reverts on the files"),
    MSGLEN(Family.MESSAGE, "characters of the message"),
    SUBJLEN(Family.MESSAGE, "characters of the subject"),
    WFEAT(Family.MESSAGE, "the subject speaks of a feature"),
    WREF(Family.MESSAGE, "the subject speaks of refactoring"),
    WDOC(Family.MESSAGE, "the subject speaks of documentation or a release"),
    ISREVERT(Family.MESSAGE, "reverts a commit"),
    HASISSUE(Family.MESSAGE, "the subject names an issue"),
    SELFGAP(Family.AUTHOR, "days since the author's last commit; -1: the first"),
    REPO7(Family.CLOCK, "commits of the repository in the last 7 days"),
    HOUR(Family.CLOCK, "hour of the author's local time, 0 to 23"),
    WDAY(Family.CLOCK, "weekday of the author's local time, Monday 0"),
    ACALL(Family.CONTENT, "calls in the added code"),
    DCALL(Family.CONTENT, "calls in the deleted code"),
    ACOND(Family.CONTENT, "conditions in the added code"),
    DCOND(Family.CONTENT, "conditions in the deleted code"),
    AASG(Family.CONTENT, "assignments in the added code"),
    ANUM(Family.CONTENT, "numbers in the added code"),
    ACONC(Family.CONTENT, "words of concurrency in the added code"),
    DCONC(Family.CONTENT, "words of concurrency in the deleted code"),
    INDENT(Family.CONTENT, "mean indentation of the added code lines, in columns"),
    MAXINDENT(Family.CONTENT, "largest indentation of the added code lines, in columns"),
    LINELEN(Family.CONTENT, "mean length of the added code lines, in bytes"),
    AIDENT(Family.CONTENT, "distinct identifiers in the added code");

    /** What a feature is about; reasons are shown by family. */
    public enum Family {
        SIZE,
        CONTENT,
        HISTORY,
        AUTHOR,
        MESSAGE,
        KINDS,
        CLOCK
    }

    private static final Set<Family> LEARNED = EnumSet.of(Family.SIZE, Family.CONTENT, Family.HISTORY, Family.MESSAGE);

    private final Family family;
    private final String description;

    Feature(Family family, String description) {
        this.family = family;
        this.description = description;
    }

    /**
     * What models learn from, in the order of this table: nothing about people, no kinds of files, no clock, and not
     * {@link #HASISSUE}, which may carry how outcomes were found.
     */
    public static List<Feature> learned() {
        return Arrays.stream(values())
                .filter(it -> LEARNED.contains(it.family) && it != HASISSUE)
                .toList();
    }

    /** The fourteen of Kamei et al., which every public data set has. */
    public static List<Feature> kamei() {
        return Arrays.stream(values()).limit(14).toList();
    }

    /** The name in JSON, in the database's documents and in the literature: lower-case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Family family() {
        return family;
    }

    public String description() {
        return description;
    }
}
